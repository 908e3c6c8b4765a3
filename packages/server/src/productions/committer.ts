import type { FrameCommit } from '@epoch/graph-runtime/engine';
import { outputFolder } from '@epoch/graph-runtime/model';
import { isAnchor } from './anchors.ts';
import { type CommitSite, commitFrame, type Replayed, recommitFrame } from './commit.ts';
import type { FilmState } from './film-state.ts';
import type { FilmListener } from './film-types.ts';
import { safeWords } from './film-words.ts';
import type { HealthDesk } from './health.ts';
import type { FilmMeta, FrameRow } from './journal-rows.ts';
import type { FilmLedger } from './ledger.ts';
import type { MemoryKeeper } from './memory-keeper.ts';
import { withPatience } from './patience.ts';

/** The commit path of a live film: new frames, and frames drawn again on the way to its end. */
export interface Committer {
  /** Marks the start of a frame, for its duration. */
  frameBegins(frame: number): void;
  commit(commit: FrameCommit): Promise<void>;
  /** Of the last frames. @unit bytes */
  bytesPerFrame(): number;
}

interface CommitterOptions {
  readonly site: CommitSite;
  readonly keeper: MemoryKeeper;
  readonly ledger: FilmLedger;
  readonly health: HealthDesk;
  readonly state: FilmState;
  readonly listener: FilmListener;
  /** Frames below this have a row already. */
  readonly framesDone: number;
  readonly meta: Pick<FilmMeta, 'take'>;
  readonly total: number | null;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

export function createCommitter(options: CommitterOptions): Committer {
  const { site, keeper, ledger, health, state, listener, framesDone, total, meta, now, signal } = options;
  /** Frames below this are those of another take as well: they must come out as they were. */
  const sharedFrames = meta.take?.fromFrame ?? 0;
  const beganAt = new Map<number, number>();
  let frameBytes = 0;

  const patience = {
    signal,
    diskFull: () => state.set({ state: 'waiting', message: fullMessage(state.status().framesDone) }),
    room: () => state.set({ state: 'running', message: null }),
  };

  async function again(commit: FrameCommit, row: FrameRow): Promise<void> {
    const outcome = await withPatience(() => recommitFrame(site, commit, row, commit.frame < sharedFrames), patience);
    if (outcome === 'mended')
      site.journal.note('mended', commit.frame, 'The still was written again from the same picture.');
    if (outcome === 'different') {
      const message = 'Drawn again, this frame came out different; the still that was there is in the trash folder.';
      site.journal.note('different', commit.frame, message);
      await site.checkpoints.dropFrom(commit.frame);
    }
    await measureAgain(commit, outcome);
    const checkpoint = keeper.due() || isAnchor(commit.frame);
    if (checkpoint) await site.checkpoints.save(commit.frame, commit.memory);
    keeper.keep(commit, checkpoint);
    listener.committed?.(commit, null, null);
  }

  /** The picture that was measured is the one that is there: only another one, or one never measured, is measured now. */
  async function measureAgain(commit: FrameCommit, outcome: Replayed): Promise<void> {
    const isKnown = outcome !== 'different' && site.journal.health.has(commit.frame);
    if (isKnown || !health.isDue(commit.frame)) return health.pass(commit);
    const measured = await health.measure(commit);
    if (measured !== null) site.journal.health.put(measured);
  }

  async function first(commit: FrameCommit): Promise<void> {
    const checkpoint = keeper.due() || isAnchor(commit.frame) || commit.frame + 1 === total;
    const durationMs = now() - (beganAt.get(commit.frame) ?? now());
    const measuring = health.measure(commit);
    const write = () => commitFrame(site, commit, { durationMs, checkpoint, health: measuring });
    const row = await withPatience(write, patience);
    frameBytes = row.files.reduce((sum, { bytes }) => sum + bytes, 0);
    keeper.keep(commit, checkpoint);
    state.frameDone(commit.frame + 1);
    listener.committed?.(commit, row, await measuring);
  }

  return {
    frameBegins: (frame) => void beganAt.set(frame, now()),
    async commit(drawn) {
      const stills = drawn.stills.map((still) => ({ ...still, folder: outputFolder(still.folder) }));
      const commit = { ...drawn, stills };
      const row = commit.frame < framesDone ? site.journal.frame(commit.frame) : null;
      await (row === null ? first(commit) : again(commit, row));
      beganAt.delete(commit.frame);
      ledger.frameEnds(commit.frame);
    },
    bytesPerFrame: () => frameBytes,
  };
}

function fullMessage(framesDone: number): string {
  return `The disk is full. Make room and the film goes on by itself.${safeWords(framesDone)}`;
}
