import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cue, EpochError, type NodeId, type Raster } from '@epoch/graph-runtime/model';
import { syncFolder, writeDurably } from '../storage/durable.ts';
import type { Pictures } from '../storage/pictures.ts';
import type { FilmPaths } from './folder.ts';
import type { Journal } from './journal.ts';
import type { CueRow } from './journal-rows.ts';

/** A teleport to be armed. `frame` null: the next frame that begins takes it. */
export interface CueRequest {
  readonly node: NodeId;
  readonly frame: number | null;
  readonly dissolveFrames: number;
  readonly image: Raster;
}

/**
 * The cues of one production. A cue belongs to a frame from the moment that frame takes it, and the journal knows it
 * before the frame is drawn: a frame that is drawn again gets the same picture again.
 */
export interface CueDesk {
  list(): readonly CueRow[];
  arm(request: CueRequest): Promise<CueRow>;
  /** @throws EpochError CUE_NOT_FOUND when there is none of that id that is still armed */
  cancel(id: string): CueRow;
  /** What acts at a frame, by node. Asking twice gives the same. */
  take(frame: number): Promise<ReadonlyMap<NodeId, Cue>>;
}

interface Site {
  readonly paths: FilmPaths;
  readonly journal: Journal;
  readonly pictures: Pictures;
}

export function openCues(
  { paths, journal, pictures }: Site,
  changed: (cue: CueRow, removed: boolean) => void,
): CueDesk {
  let rows = journal.cues();
  /** Pictures of armed cues, so that taking one costs no decoding. */
  const images = new Map<string, Raster>();

  function update(row: CueRow, change: Pick<CueRow, 'frame' | 'state'>): CueRow {
    if (row.frame === change.frame && row.state === change.state) return row;
    const next = { ...row, ...change };
    journal.setCue(row.id, change);
    rows = rows.map((other) => (other.id === row.id ? next : other));
    changed(next, false);
    return next;
  }

  async function imageOf(row: CueRow): Promise<Raster> {
    const kept = images.get(row.id);
    images.delete(row.id);
    return kept ?? pictures.decode(await readFile(join(paths.cues, row.image)), { name: row.image });
  }

  return {
    list: () => rows,

    async arm({ node, frame, dissolveFrames, image }) {
      const id = `cue-${randomBytes(5).toString('hex')}`;
      const file = `${id}.png`;
      await writeDurably(join(paths.cues, file), await pictures.png(image));
      await syncFolder(paths.cues);
      const row: CueRow = { id, node, frame, dissolveFrames, image: file, state: 'armed' };
      journal.addCue(row);
      rows = [...rows, row];
      images.set(id, image);
      changed(row, false);
      return row;
    },

    cancel(id) {
      const row = rows.find((other) => other.id === id);
      if (row === undefined || row.state === 'done') {
        const why =
          row === undefined ? 'There is no such teleport.' : `Frame ${row.frame} has taken this teleport already.`;
        throw new EpochError('CUE_NOT_FOUND', why, { detail: { cue: id } });
      }
      journal.removeCue(id);
      images.delete(id);
      rows = rows.filter((other) => other.id !== id);
      changed(row, true);
      return row;
    },

    async take(frame) {
      const taken = new Map<NodeId, CueRow>();
      for (const row of rows) if (row.frame === frame) taken.set(row.node, update(row, { frame, state: 'done' }));
      for (const row of rows) {
        if (row.frame === null && !taken.has(row.node)) taken.set(row.node, update(row, { frame, state: 'done' }));
      }
      const cues = new Map<NodeId, Cue>();
      for (const [node, row] of taken) {
        cues.set(node, { kind: 'teleport', image: await imageOf(row), dissolveFrames: row.dissolveFrames });
      }
      return cues;
    },
  };
}
