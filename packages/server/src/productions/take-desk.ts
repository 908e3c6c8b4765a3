import { rm } from 'node:fs/promises';
import type { GraphDocument } from '@epoch/graph-runtime/model';
import { failpoint } from '../storage/failpoint.ts';
import { moveIn } from './folder.ts';
import { makingFolder } from './scratch.ts';
import type { Shelf } from './shelf.ts';
import { layDownTake, type TakeOrder } from './take.ts';
import { nextTakeNumber, rootOf, treeOf, withoutTake } from './take-tree.ts';

/** Where graphs of takes are kept. */
export interface TakeGraphs {
  newId(name: string): Promise<string>;
  create(from: { readonly document: unknown; readonly name: string; readonly id: string }): Promise<GraphDocument>;
  /** To the trash. */
  remove(id: string): Promise<unknown>;
}

interface TakeDeskOptions {
  readonly shelf: Shelf;
  readonly withJournal: Shelf['withJournal'];
  readonly graphs: TakeGraphs;
  readonly program: string;
}

/** A take as asked for. Without a name it is numbered. */
export interface WantedTake {
  readonly frame: number;
  readonly name?: string | undefined;
  /** Default: false. See {@link TakeOrder}. */
  readonly repeatTeleports?: boolean | undefined;
}

/** Takes of productions. Whoever calls sees to it that one call runs at a time. */
export interface TakeDesk {
  /** Answers the id of the new production and its graph. Nothing runs yet. */
  create(id: string, wanted: WantedTake): Promise<{ readonly id: string; readonly graph: GraphDocument }>;
  /** Makes it the one that counts. Answers the ids of all whose mark has changed. */
  promote(id: string): Promise<readonly string[]>;
}

export function createTakeDesk({ shelf, withJournal, graphs, program }: TakeDeskOptions): TakeDesk {
  async function mark(id: string, promoted: boolean): Promise<void> {
    await withJournal(id, (journal) => journal.setPromoted(promoted));
    const resting = shelf.get(id);
    shelf.put(id, { ...resting, meta: { ...resting.meta, promoted } });
  }

  return {
    async create(id, { frame, name: wanted, repeatTeleports = false }) {
      const { meta } = shelf.get(id);
      const tree = treeOf(shelf, id);
      const number = nextTakeNumber(tree);
      const original = withoutTake(tree.get(rootOf(shelf, id))?.meta.name ?? meta.name);
      const graphName = `${withoutTake(meta.graphName)} - take ${number}`;
      const graphId = await graphs.newId(graphName);
      const folder = makingFolder(shelf.root, graphId);
      let isSaved = false;
      try {
        const graph = await withJournal(id, async (journal) => {
          const document: GraphDocument = { ...journal.graphAt(frame), id: graphId, name: graphName, revision: 0 };
          const source = { id, folder: shelf.folderOf(id), journal, meta: journal.meta() };
          const name = wanted ?? `${original} - take ${number}`;
          await layDownTake(source, { frame, folder, name, graph: document, program, repeatTeleports });
          return graphs.create({ document, name: graphName, id: graphId });
        });
        isSaved = true;
        failpoint('take-graph-saved');
        const take = await moveIn(shelf.root, id.replace(/-\d+$/, ''), folder);
        shelf.add(take);
        return { id: take, graph };
      } catch (error) {
        await rm(folder, { recursive: true, force: true, maxRetries: 3 });
        if (isSaved) await graphs.remove(graphId);
        throw error;
      }
    },

    async promote(id) {
      // Nobody loses the mark when this one cannot have it.
      await withJournal(id, () => {});
      const others = [...treeOf(shelf, id)].filter(([other, { meta }]) => other !== id && meta.promoted);
      for (const [other] of others) await mark(other, false);
      await mark(id, true);
      return [...others.map(([other]) => other), id];
    },
  };
}
