import { createFilmClock, type FilmClockHost } from '@epoch/nodes/engines';
import { takeLock } from '../storage/lock.ts';
import { openCheckpoints } from './checkpoint.ts';
import type { CommitSite } from './commit.ts';
import type { OpenFilmOptions } from './film-types.ts';
import { filmPaths } from './folder.ts';
import { createHealthDesk, type HealthDesk } from './health.ts';
import { openJournal } from './journal.ts';
import type { FilmMeta } from './journal-rows.ts';
import { type FilmLedger, openLedger } from './ledger.ts';
import { createMemoryKeeper, type MemoryKeeper } from './memory-keeper.ts';
import type { Stage } from './node-kit.ts';
import { createRecipes } from './recipe.ts';
import { assessFilm, type Standing } from './resume.ts';

const CHECKPOINT_EVERY_MS = 1000;

/** Everything an open film holds. */
export interface FilmParts {
  readonly site: CommitSite;
  readonly stage: Stage;
  readonly meta: FilmMeta;
  readonly standing: Standing;
  readonly keeper: MemoryKeeper;
  readonly ledger: FilmLedger;
  readonly clock: FilmClockHost;
  readonly health: HealthDesk;
  readonly now: () => number;
  /** Gives everything back, last opened first. */
  close(): void;
}

/** Takes the production's lock, opens its journal and a stage, and looks where the film stands. All or nothing. */
export async function openParts(options: OpenFilmOptions): Promise<FilmParts> {
  const { folder, kit, checkpointEveryMs = CHECKPOINT_EVERY_MS, now = () => performance.now() } = options;
  const paths = filmPaths(folder);
  const lock = takeLock(paths.lock, '', `The production in ${folder}`);
  const closers = [() => lock.release()];
  const close = () => {
    for (const closer of closers.splice(0).reverse()) closer();
  };
  try {
    const journal = openJournal(paths.journal);
    closers.push(() => journal.close());
    const meta = journal.meta();
    const ledger = openLedger({ paths, journal, meta });
    const clock = createFilmClock(journal.decisions, now);
    const stage = kit.openStage({ ledger, clock });
    closers.push(() => stage.close());
    const { pictures } = stage;
    const checkpoints = openCheckpoints(paths.checkpoints, pictures, ledger.prune);
    const keeper = createMemoryKeeper({ checkpoints, pictures, everyMs: checkpointEveryMs, now });
    closers.push(() => keeper.release());
    const health = createHealthDesk({ paths, pictures, journal });
    closers.push(() => health.release());
    const site = { paths, pictures, journal, checkpoints, recipes: createRecipes(journal, ledger) };
    return { site, stage, meta, standing: await assessFilm(site), keeper, ledger, clock, health, now, close };
  } catch (error) {
    close();
    throw error;
  }
}
