import { rm } from 'node:fs/promises';
import { EpochError, type GraphDocument } from '@epoch/graph-runtime/model';
import type { Production, ProductionCommand } from '@epoch/graph-runtime/protocol';
import { freeBytes, megabytes, reserveBytes } from '../storage/disk.ts';
import { createSerial } from '../storage/serial.ts';
import { faceOf } from './face.ts';
import { openFilm } from './film.ts';
import type { Film } from './film-types.ts';
import { newFilmFolder } from './folder.ts';
import { createLibrary } from './library.ts';
import type { ManagerListener, ProductionManager, ProductionRequest } from './manager-types.ts';
import { createFilm } from './new-film.ts';
import type { NodeKit } from './node-kit.ts';
import type { Shelf } from './shelf.ts';

interface ManagerOptions {
  readonly shelf: Shelf;
  readonly kit: NodeKit;
  readonly listener: ManagerListener;
  /** The saved graph as it is edited now; null when it is gone. */
  readonly graphOf: (graphId: string) => Promise<GraphDocument | null>;
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
export function createManager({ shelf, kit, listener, graphOf, program }: ManagerOptions): ProductionManager {
  const oneAtATime = createSerial();
  let live: Live | null = null;
  /** A production that is being opened speaks before its film is at hand. */
  let opening: string | null = null;

  function face(id: string): Production {
    const { meta, status } = shelf.get(id);
    const film = live?.id === id ? live.film : null;
    return faceOf(id, meta, film?.status() ?? status, film !== null || opening === id);
  }

  async function open(id: string, options: { readonly paused: boolean }): Promise<Film> {
    await closeLive('Another production was started.');
    const { meta } = shelf.get(id);
    const graph = await graphOf(meta.graphId);
    opening = id;
    const film = await openFilm({
      folder: shelf.folderOf(id),
      kit,
      paused: options.paused,
      ...(graph === null ? {} : { graph }),
      listener: {
        changed(status) {
          shelf.put(id, { meta: { ...meta, state: status.state, message: status.message }, status });
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
    }).finally(() => {
      opening = null;
    });
    live = { id, film };
    void film.ended.then((status) => {
      shelf.put(id, { meta: { ...meta, state: status.state, message: status.message }, status });
      if (live?.film === film) live = null;
      listener.closed(id);
      listener.production(face(id));
    });
    return film;
  }

  async function closeLive(message: string, graceMs = STOP_GRACE_MS): Promise<void> {
    await live?.film.stop({ message, graceMs });
  }

  async function create({ graphId, document, name, start, settings }: ProductionRequest): Promise<Production> {
    const free = await freeBytes(shelf.root);
    if (free !== null && free < reserveBytes(0)) {
      const message = `The disk has only ${megabytes(free)} left, and ${megabytes(reserveBytes(0))} are kept free. Make room, then start again.`;
      throw new EpochError('DISK_FULL', message, { detail: { freeBytes: free } });
    }
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
      shelf.put(id, {
        meta,
        status: { state: 'ready', message: null, problem: null, framesDone: 0, framesPerSecond: null, retryAt: null },
      });
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

  const library = createLibrary({ shelf, kit, filmOf: (id) => (live?.id === id ? live.film : null) });

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
    graphChanged(document) {
      if (live !== null && shelf.get(live.id).meta.graphId === document.id) live.film.deploy(document);
    },
    ...library.calls,
    close: () => oneAtATime('command', () => closeLive('The program was ended.', SHUTDOWN_GRACE_MS)),
  };
}

function unfit(id: string, message: string): EpochError {
  return new EpochError('PRODUCTION_BUSY', message, { detail: { production: id } });
}
