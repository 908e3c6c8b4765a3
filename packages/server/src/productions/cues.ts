import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cue, EpochError, type NodeId, type Raster } from '@epoch/graph-runtime/model';
import type { CueFit } from '@epoch/graph-runtime/protocol';
import { syncFolder, writeDurably } from '../storage/durable.ts';
import type { Pictures } from '../storage/pictures.ts';
import { cueFor, frameOf, reordered } from './cue-queue.ts';
import type { FilmPaths } from './folder.ts';
import type { Journal } from './journal.ts';
import type { CueRow } from './journal-cues.ts';

/** A teleport to be armed. `frame` null: the next frame that begins takes it. */
export interface CueRequest {
  readonly node: NodeId;
  readonly frame: number | null;
  readonly dissolveFrames: number;
  readonly image: Raster;
  /** Absent or null: as the node's own param says. */
  readonly fit?: CueFit | null;
  readonly key?: string | null;
  /** It waits to be fired. */
  readonly isHeld?: boolean;
}

/** What may change of a cue that no frame has taken. */
export interface CueChange {
  readonly frame?: number | null | undefined;
  readonly dissolveFrames?: number | undefined;
  readonly fit?: CueFit | null | undefined;
  readonly key?: string | null | undefined;
  readonly state?: 'held' | 'armed' | undefined;
}

/** A cue, and the frame that will take it when nothing else happens; null while it is held. */
export interface QueuedCue {
  readonly cue: CueRow;
  readonly actsAt: number | null;
}

/**
 * The cues of one production. A cue belongs to a frame from the moment that frame takes it, and the journal knows it
 * before the frame is drawn: a frame that is drawn again gets the same picture again, and none that came later.
 */
export interface CueDesk {
  list(): readonly CueRow[];
  /** @throws EpochError REQUEST_INVALID for a frame that has begun */
  arm(request: CueRequest): Promise<QueuedCue>;
  /** @throws EpochError CUE_NOT_FOUND, CUE_DONE when a frame has taken it, REQUEST_INVALID for a frame that has begun */
  change(id: string, change: CueChange): QueuedCue;
  /** Puts cues first in the given order. @throws EpochError CUE_NOT_FOUND, CUE_DONE */
  order(ids: readonly string[]): readonly CueRow[];
  /** @throws EpochError CUE_NOT_FOUND when there is none of that id that still waits */
  cancel(id: string): CueRow;
  /** What acts at a frame, by node. Asking twice gives the same. */
  take(frame: number): Promise<ReadonlyMap<NodeId, Cue>>;
}

interface CueSite {
  readonly paths: FilmPaths;
  readonly journal: Journal;
  readonly pictures: Pictures;
}

interface CueHooks {
  /** Frames below this exist: drawn again, they take what they took and nothing else. */
  readonly framesDone: number;
  /** First frame that has not begun. */
  readonly nextFrame: () => number;
  readonly changed: (cue: CueRow, removed: boolean) => void;
}

export function openCues({ paths, journal, pictures }: CueSite, hooks: CueHooks): CueDesk {
  const { framesDone, nextFrame, changed } = hooks;
  let rows = journal.cues.all();
  /** Pictures of waiting cues, so that taking one costs no decoding. */
  const images = new Map<string, Raster>();

  function save(changes: readonly CueRow[]): void {
    const byId = new Map(changes.map((row) => [row.id, row]));
    const news = rows.filter((row) => byId.has(row.id) && !isSame(row, byId.get(row.id)));
    if (news.length === 0) return;
    journal.cues.save(news.map(({ id }) => byId.get(id)).filter((row) => row !== undefined));
    rows = rows.map((row) => byId.get(row.id) ?? row).sort((a, b) => a.order - b.order);
    for (const row of rows) if (news.some(({ id }) => id === row.id)) changed(row, false);
  }

  function waiting(id: string): CueRow {
    const row = rows.find((other) => other.id === id);
    if (row === undefined) throw notFound(id, 'There is no such teleport.');
    if (row.state !== 'done') return row;
    const message = `Frame ${row.frame} has taken this teleport already, and every replay of the film gives it the same. Arm another one.`;
    throw new EpochError('CUE_DONE', message, { detail: { cue: id, frame: row.frame } });
  }

  function assertAhead(frame: number | null): void {
    const next = nextFrame();
    if (frame !== null && frame < next) throw tooLate(frame, next);
  }

  async function imageOf(row: CueRow): Promise<Raster> {
    const kept = images.get(row.id);
    images.delete(row.id);
    return kept ?? pictures.decode(await readFile(join(paths.cues, row.image)), { name: row.image });
  }

  const queued = (cue: CueRow): QueuedCue => ({ cue, actsAt: frameOf(rows, cue, nextFrame()) });

  return {
    list: () => rows,

    async arm({ node, frame, dissolveFrames, image, fit = null, key = null, isHeld = false }) {
      assertAhead(frame);
      const id = newCueId();
      const file = `${id}.png`;
      await writeDurably(join(paths.cues, file), await pictures.png(image));
      await syncFolder(paths.cues);
      const order = Math.max(0, ...rows.map((row) => row.order)) + 1;
      const state = isHeld ? 'held' : 'armed';
      const row: CueRow = { id, node, frame, dissolveFrames, fit, key, image: file, state, order };
      journal.cues.add(row);
      rows = [...rows, row];
      images.set(id, image);
      changed(row, false);
      return queued(row);
    },

    change(id, change) {
      const row = waiting(id);
      const next = nextFrame();
      assertAhead(change.frame ?? null);
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const wanted: CueRow = { ...row, ...given };
      // Fired after its frame has passed, it means: now.
      const isPast = wanted.state === 'armed' && wanted.frame !== null && wanted.frame < next;
      const changedRow = isPast ? { ...wanted, frame: null } : wanted;
      save([changedRow]);
      return queued(changedRow);
    },

    order(ids) {
      for (const id of ids) waiting(id);
      save(reordered(rows, ids));
      return rows;
    },

    cancel(id) {
      const row = rows.find((other) => other.id === id);
      if (row === undefined || row.state === 'done') {
        throw notFound(
          id,
          row === undefined ? 'There is no such teleport.' : `Frame ${row.frame} has taken this teleport already.`,
        );
      }
      journal.cues.remove(id);
      images.delete(id);
      rows = rows.filter((other) => other.id !== id);
      changed(row, true);
      return row;
    },

    async take(frame) {
      const queue = frame < framesDone ? rows.filter(({ state }) => state === 'done') : rows;
      const nodes = new Set(queue.map(({ node }) => node));
      const taken = [...nodes].flatMap(
        (node) =>
          cueFor(
            queue.filter((cue) => cue.node === node),
            frame,
          ) ?? [],
      );
      save(taken.map((row) => ({ ...row, frame, state: 'done' })));
      const cues = new Map<NodeId, Cue>();
      for (const row of taken) {
        const { node, dissolveFrames, fit } = row;
        const cue: Cue = { kind: 'teleport', image: await imageOf(row), dissolveFrames };
        cues.set(node, fit === null ? cue : { ...cue, fit });
      }
      return cues;
    },
  };
}

export function newCueId(): string {
  return `cue-${randomBytes(5).toString('hex')}`;
}

function isSame(a: CueRow, b: CueRow | undefined): boolean {
  return b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

function notFound(id: string, message: string): EpochError {
  return new EpochError('CUE_NOT_FOUND', message, { detail: { cue: id } });
}

function tooLate(frame: number, next: number): EpochError {
  const message = `Frame ${frame} has begun already; the next one is ${next}. Give a later frame, or none for the next.`;
  return new EpochError('REQUEST_INVALID', message, { detail: { field: 'frame', frame } });
}
