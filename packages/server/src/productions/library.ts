import { join } from 'node:path';
import { EpochError } from '@epoch/graph-runtime/model';
import type { CueRecord } from '@epoch/graph-runtime/protocol';
import { exists } from '../storage/durable.ts';
import { type CueRequest, openCues } from './cues.ts';
import { cueRecordOf, frameRecordOf } from './face.ts';
import type { Film } from './film-types.ts';
import { filmPaths, filmStill, stillName } from './folder.ts';
import type { Journal } from './journal.ts';
import type { CueRow } from './journal-cues.ts';
import type { ProductionManager, StillFileOf } from './manager-types.ts';
import type { NodeKit } from './node-kit.ts';
import type { Shelf } from './shelf.ts';

interface LibraryOptions {
  readonly shelf: Shelf;
  readonly kit: NodeKit;
  readonly filmOf: (id: string) => Film | null;
  readonly withJournal: Shelf['withJournal'];
  /** Runs a task while no production is being opened, stopped or moved. */
  readonly inTurn: <T>(task: () => Promise<T>) => Promise<T>;
}

type LibraryCalls = Pick<
  ProductionManager,
  | 'cues'
  | 'nextFrame'
  | 'teleport'
  | 'changeCue'
  | 'orderCues'
  | 'cancelCue'
  | 'cueImage'
  | 'frames'
  | 'health'
  | 'still'
  | 'lastStillOfGraph'
>;

/** What can be read from and put into a production, live or not: frames and cues. */
export interface Library {
  readonly calls: LibraryCalls;
  cueRecord(id: string, cue: CueRow): CueRecord;
}

export function createLibrary({ shelf, kit, filmOf, withJournal, inTurn }: LibraryOptions): Library {
  /** The cue desk of a live film, or one over the journal of a resting one: not while it is opened, or the film missed it. */
  async function withCues<T>(id: string, task: (desk: Film['cues'], journal: Journal) => T | Promise<T>): Promise<T> {
    const film = filmOf(id);
    if (film !== null) return task(film.cues, film.journal);
    return inTurn(() => (filmOf(id) === null ? withRestingCues(id, task) : withCues(id, task)));
  }

  function withRestingCues<T>(id: string, task: (desk: Film['cues'], journal: Journal) => T | Promise<T>): Promise<T> {
    const paths = filmPaths(shelf.folderOf(id));
    return shelf.withJournal(id, (journal) => {
      const framesDone = journal.frameCount();
      const hooks = { framesDone, nextFrame: () => framesDone, changed: () => {} };
      return task(openCues({ paths, journal, pictures: kit.pictures }, hooks), journal);
    });
  }

  function refuseUnfit(id: string, { node }: CueRequest, journal: Journal): void {
    const graph = filmOf(id)?.graph ?? journal.graphAt(journal.frameCount());
    const type = Object.hasOwn(graph.nodes, node) ? graph.nodes[node]?.type : undefined;
    if (type === undefined || kit.definitions.get(type)?.cue !== 'teleport') {
      const takers = Object.values(graph.nodes).filter((other) => kit.definitions.get(other.type)?.cue === 'teleport');
      const cure =
        takers.length === 0
          ? 'Put a Teleport node into the graph.'
          : `Nodes that do: ${takers.map(({ id: name }) => name).join(', ')}.`;
      throw new EpochError('REQUEST_INVALID', `Node "${node}" takes no teleport. ${cure}`, {
        detail: { field: 'node', node },
      });
    }
  }

  async function still(id: string, frame: number): Promise<StillFileOf> {
    const row = await withJournal(id, (journal) => journal.frame(frame));
    const film = row === null ? undefined : filmStill(row.files);
    const missing = () =>
      new EpochError('FRAME_NOT_FOUND', `This production has no frame ${frame}.`, {
        detail: { production: id, frame },
      });
    if (film === undefined) throw missing();
    const file = join(shelf.folderOf(id), film.folder, stillName(frame));
    if (!(await exists(file))) throw missing();
    return { file, sha256: film.sha256 };
  }

  const calls: LibraryCalls = {
    cues: (id) => withJournal(id, (journal) => journal.cues.all().map((cue) => cueRecordOf(id, cue))),
    nextFrame: (id) => withJournal(id, (journal) => filmOf(id)?.nextFrame ?? journal.frameCount()),
    teleport: (id, request) =>
      withCues(id, async (desk, journal) => {
        refuseUnfit(id, request, journal);
        const { cue, actsAt } = await desk.arm(request);
        return { cue: cueRecordOf(id, cue), actsAt };
      }),
    changeCue: (id, cueId, change) =>
      withCues(id, (desk) => {
        const { cue, actsAt } = desk.change(cueId, change);
        return { cue: cueRecordOf(id, cue), actsAt };
      }),
    orderCues: (id, ids) => withCues(id, (desk) => desk.order(ids).map((cue) => cueRecordOf(id, cue))),
    cancelCue: (id, cueId) => withCues(id, (desk) => void desk.cancel(cueId)),
    async cueImage(id, cueId) {
      const cues = await withJournal(id, (journal) => journal.cues.all());
      const cue = cues.find((row) => row.id === cueId);
      if (cue === undefined)
        throw new EpochError('CUE_NOT_FOUND', 'There is no such teleport.', { detail: { cue: cueId } });
      return join(filmPaths(shelf.folderOf(id)).cues, cue.image);
    },
    frames: (id, from, limit) =>
      withJournal(id, (journal) => ({
        frames: journal.frames(from, limit).map(frameRecordOf),
        total: journal.frameCount(),
      })),
    health: (id, from, limit) =>
      withJournal(id, (journal) => ({ rows: journal.health.rows(from, limit), total: journal.frameCount() })),
    still,
    async lastStillOfGraph(graphId) {
      const ofGraph = shelf
        .ids()
        .map((id) => ({ id, ...shelf.get(id) }))
        .filter(({ meta }) => meta.graphId === graphId)
        .sort((a, b) => (a.meta.createdAt < b.meta.createdAt ? 1 : -1));
      for (const { id } of ofGraph) {
        const count = await withJournal(id, (journal) => journal.frameCount());
        if (count > 0) return still(id, count - 1);
      }
      return null;
    },
  };
  return { calls, cueRecord: cueRecordOf };
}
