import { rm } from 'node:fs/promises';
import { EpochError, type GraphDocument } from '@epoch/graph-runtime/model';
import type { Production, ProductionCommand } from '@epoch/graph-runtime/protocol';
import { freeBytes, megabytes, reserveBytes } from '../storage/disk.ts';
import { createSerial } from '../storage/serial.ts';
import { faceOf, restingStatus } from './face.ts';
import { openFilm } from './film.ts';
import { createFilmTrash } from './film-trash.ts';
import type { Film, FilmStatus } from './film-types.ts';
import { newFilmFolder } from './folder.ts';
import { createLibrary } from './library.ts';
import type { ManagerListener, ProductionManager, ProductionRequest } from './manager-types.ts';
import { createFilm } from './new-film.ts';
import type { NodeKit } from './node-kit.ts';
import type { Shelf } from './shelf.ts';
import { createTakeDesk, type TakeGraphs } from './take-desk.ts';
import { createTrials } from './trials.ts';

interface ManagerOptions {
  readonly shelf: Shelf;
  readonly kit: NodeKit;
  readonly listener: ManagerListener;
  /** The saved graph as it is edited now; null when it is gone. */
  readonly graphOf: (graphId: string) => Promise<GraphDocument | null>;
  /** The saved graphs, for those of takes. */
  readonly graphs: TakeGraphs;
  readonly program: string;
}

interface Live {
  readonly id: string;
  readonly film: Film;
}

const STOP_GRACE_MS = 30_000;
const SHUTDOWN_GRACE_MS = 7000;

/**
 * Productions and the commands they take. One is live at a time: starting or resuming one stops the other first, cleanly,
 * so that it can be resumed later. Commands run one after another.
 */
export function createManager({ shelf, kit, listener, graphOf, graphs, program }: ManagerOptions): ProductionManager {
  const oneAtATime = createSerial();
  let live: Live | null = null;
  /** A production that is being opened speaks before its film is at hand, and its graph may be edited meanwhile. */
  let opening: { readonly id: string; edited: GraphDocument | null } | null = null;
  let isOpening = false;

  function face(id: string): Production {
    const { meta, status } = shelf.get(id);
    const film = live?.id === id ? live.film : null;
    return faceOf(id, meta, film?.status() ?? status, film !== null || opening?.id === id);
  }

  function keep(id: string, status: FilmStatus): void {
    const { meta } = shelf.get(id);
    shelf.put(id, { meta: { ...meta, state: status.state, message: status.message }, status });
  }

  async function open(id: string, options: { readonly paused: boolean }): Promise<Film> {
    isOpening = true;
    return openNow(id, options).finally(() => {
      isOpening = false;
    });
  }

  async function openNow(id: string, options: { readonly paused: boolean }): Promise<Film> {
    await trials.end();
    await closeLive('Another production was started.');
    const begun: NonNullable<typeof opening> = { id, edited: null };
    opening = begun;
    const film = await openFromShelf(id, options).finally(() => {
      opening = null;
    });
    live = { id, film };
    if (begun.edited !== null) film.deploy(begun.edited);
    void film.ended.then((status) => {
      keep(id, status);
      if (live?.film === film) live = null;
      listener.closed(id);
      listener.production(face(id));
    });
    return film;
  }

  async function openFromShelf(id: string, { paused }: { readonly paused: boolean }): Promise<Film> {
    const graph = await graphOf(shelf.get(id).meta.graphId);
    return openFilm({
      ...{ folder: shelf.folderOf(id), kit, paused },
      ...(graph === null ? {} : { graph }),
      listener: {
        changed(status) {
          keep(id, status);
          listener.production(face(id));
        },
        drawn: (commit, pictures) => listener.drawn(id, commit, pictures),
        committed: (commit, row, health) => {
          if (row !== null) listener.committed(id, commit, health);
        },
        told: (node, frame, told) => listener.told(id, node, frame, told),
        problem: (problem) => listener.problem(id, problem),
        cue: (cue, removed) => listener.cue(id, library.cueRecord(id, cue), removed),
      },
    });
  }

  async function closeLive(message: string, graceMs = STOP_GRACE_MS): Promise<void> {
    await live?.film.stop({ message, graceMs });
  }

  async function assertRoom(): Promise<void> {
    const free = await freeBytes(shelf.root);
    if (free === null || free >= reserveBytes(0)) return;
    const message = `The disk has only ${megabytes(free)} left, and ${megabytes(reserveBytes(0))} are kept free. Make room, then start again.`;
    throw new EpochError('DISK_FULL', message, { detail: { freeBytes: free } });
  }

  async function create({ graphId, document, name, start, settings }: ProductionRequest): Promise<Production> {
    await assertRoom();
    const title = name ?? document.name;
    const { id, folder } = await newFilmFolder(shelf.root, title);
    try {
      const meta = await createFilm(
        {
          folder,
          name: name ?? `${title} ${Number(id.split('-').at(-1))}`,
          graphId,
          document,
          program,
          ...(settings === undefined ? {} : { settings }),
        },
        kit,
      );
      shelf.put(id, { meta, status: restingStatus(meta, 0) });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    listener.production(face(id));
    if (start) await open(id, { paused: false });
    return face(id);
  }

  async function command(id: string, wanted: ProductionCommand): Promise<Production> {
    shelf.get(id);
    const film = live?.id === id ? live.film : null;
    if (film !== null) obey(film, wanted);
    if (film !== null && wanted === 'stop') await film.stop();
    if (film === null) await obeyResting(id, wanted);
    return face(id);
  }

  function obey(film: Film, wanted: ProductionCommand): void {
    if (wanted === 'pause') film.pause();
    if (wanted === 'unpause' || wanted === 'resume' || wanted === 'start') film.unpause();
    if (wanted === 'step') film.step();
  }

  async function obeyResting(id: string, wanted: ProductionCommand): Promise<void> {
    const { state } = face(id);
    if (wanted === 'stop') return;
    if (wanted === 'pause') throw unfit(id, `This production is not running (it is ${state}), so it cannot be paused.`);
    if (state === 'finished')
      throw unfit(id, 'This production is finished. Start a new production to make another film.');
    const film = await open(id, { paused: wanted === 'step' });
    if (wanted === 'step') film.step();
  }

  const createTake: ProductionManager['createTake'] = async (id, { start, ...wanted }) => {
    await assertRoom();
    const take = await takes.create(id, wanted);
    listener.production(face(take.id));
    if (start) await open(take.id, { paused: false });
    return { production: face(take.id), graph: take.graph };
  };

  async function promote(id: string): Promise<Production> {
    for (const changed of await takes.promote(id)) listener.production(face(changed));
    return face(id);
  }

  async function remove(id: string): Promise<void> {
    if (live?.id === id) throw unfit(id, 'This production runs. Stop it first, then it can go to the trash.');
    await trash.remove(id);
    listener.removed(id);
  }

  async function restore(id: string): Promise<Production> {
    await trash.restore(id);
    listener.production(face(id));
    return face(id);
  }

  const filmOf = (id: string) => (live?.id === id ? live.film : null);
  /** The journal of the live film, or one that is opened for the task. */
  const withJournal: Shelf['withJournal'] = async (id, task) => {
    const film = filmOf(id);
    return film === null ? shelf.withJournal(id, task) : task(film.journal);
  };
  const library = createLibrary({ shelf, kit, filmOf, withJournal, inTurn: (task) => oneAtATime('command', task) });
  const takes = createTakeDesk({ shelf, withJournal, graphs, program });
  const trash = createFilmTrash(shelf);
  const trials = createTrials({ root: shelf.root, kit, program, assertRoom, isBusy: () => live !== null || isOpening });

  return {
    list: () =>
      shelf
        .ids()
        .map(face)
        .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)),
    get: face,
    liveId: () => live?.id ?? null,
    create: (request) => oneAtATime('command', () => create(request)),
    command: (id, wanted) => oneAtATime('command', () => command(id, wanted)),
    createTake: (id, take) => oneAtATime('command', () => createTake(id, take)),
    promote: (id) => oneAtATime('command', () => promote(id)),
    remove: (id) => oneAtATime('command', () => remove(id)),
    restore: (id) => oneAtATime('command', () => restore(id)),
    tryGraph: trials.run,
    graphChanged(document) {
      const isOf = ({ id }: { readonly id: string }) => shelf.get(id).meta.graphId === document.id;
      if (live !== null && isOf(live)) live.film.deploy(document);
      if (opening !== null && isOf(opening)) opening.edited = document;
    },
    enginesChanged: () => live?.film.tryNow(),
    ...library.calls,
    close: () =>
      oneAtATime('command', async () => {
        await trials.end();
        await closeLive('The program was ended.', SHUTDOWN_GRACE_MS);
      }),
  };
}

function unfit(id: string, message: string): EpochError {
  return new EpochError('PRODUCTION_BUSY', message, { detail: { production: id } });
}
