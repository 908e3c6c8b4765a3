import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  applyDocumentPatches,
  type Catalogue,
  EpochError,
  type GraphDocument,
  migrateNodes,
  newGraph,
  readGraph,
} from '@epoch/graph-runtime/model';
import type { DocumentPatch, GraphSummary } from '@epoch/graph-runtime/protocol';
import { exists, namesIn } from '../storage/durable.ts';
import { graphInvalid } from '../storage/graph-invalid.ts';
import { readJson, writeJson } from '../storage/json-file.ts';
import { idFor, isId } from '../storage/names.ts';
import { createSerial } from '../storage/serial.ts';
import { refusalsOf } from './refusals.ts';

type Definitions = Parameters<typeof migrateNodes>[1];

interface GraphStoreOptions {
  readonly folder: string;
  readonly trash: string;
  readonly catalogue: Catalogue;
  readonly definitions: Definitions;
}

interface Stored {
  readonly document: GraphDocument;
  /** ISO time. */
  readonly savedAt: string;
}

/** The saved graphs, one JSON file each. Changes of one graph happen one after another; ids are made here. */
export interface GraphStore {
  list(): Promise<readonly GraphSummary[]>;
  /** @throws EpochError GRAPH_NOT_FOUND */
  read(id: string): Promise<GraphDocument>;
  /** From a document of any origin, or an empty one. It gets an id of its own, or one that `newId` gave. */
  create(from: {
    readonly document?: unknown;
    readonly name?: string | undefined;
    readonly id?: string;
  }): Promise<GraphDocument>;
  /** An id that no graph has. */
  newId(name: string): Promise<string>;
  /**
   * @throws EpochError REVISION_CONFLICT when `baseRevision` is not the stored one
   * @throws EpochError GRAPH_INVALID, NODE_UNKNOWN or PARAM_INVALID when the edit would bring a problem that is never saved
   */
  patch(id: string, baseRevision: number, patches: readonly DocumentPatch[]): Promise<GraphDocument>;
  /** Moves a graph to the trash; the returned name takes it out again. */
  remove(id: string): Promise<string>;
  restore(trashId: string): Promise<GraphDocument>;
}

export function openGraphs({ folder, trash, catalogue, definitions }: GraphStoreOptions): GraphStore {
  const serial = createSerial();
  const known = new Map<string, Stored>();
  const fileOf = (id: string) => join(folder, `${id}.json`);

  async function load(id: string): Promise<Stored> {
    const kept = known.get(id);
    if (kept !== undefined) return kept;
    const raw = isId(id) ? await readJson(fileOf(id)) : undefined;
    if (raw === undefined) throw notFound(id);
    const document = migrateNodes({ ...readGraph(raw), id }, definitions);
    const stored = { document, savedAt: (await stat(fileOf(id))).mtime.toISOString() };
    known.set(id, stored);
    return stored;
  }

  async function save(document: GraphDocument): Promise<GraphDocument> {
    await writeJson(fileOf(document.id), document);
    known.set(document.id, { document, savedAt: new Date().toISOString() });
    return document;
  }

  async function freeId(name: string): Promise<string> {
    let id = idFor(name);
    while (await exists(fileOf(id))) id = idFor(name);
    return id;
  }

  return {
    async list() {
      const summaries: GraphSummary[] = [];
      for (const file of await namesIn(folder)) {
        const id = /^([A-Za-z0-9_-]{1,64})\.json$/.exec(file)?.[1];
        const stored = id === undefined ? null : await load(id).catch(() => null);
        if (stored !== null) summaries.push(summaryOf(stored));
      }
      return summaries.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
    },

    read: async (id) => (await load(id)).document,

    async create({ document: raw, name, id }) {
      const given = raw === undefined ? newGraph(name ?? 'Untitled') : migrateNodes(readGraph(raw), definitions);
      const document = { ...given, name: name ?? given.name, revision: 0 };
      refuse(document);
      return save({ ...document, id: id ?? (await freeId(document.name)) });
    },

    newId: freeId,

    patch: (id, baseRevision, patches) =>
      serial(id, async () => {
        const { document } = await load(id);
        if (document.revision !== baseRevision) {
          const message = `This graph was changed in the meantime: it is at revision ${document.revision}, the edit is for ${baseRevision}. Load it again, then repeat the edit.`;
          throw new EpochError('REVISION_CONFLICT', message, { detail: { revision: document.revision } });
        }
        const edited = applyDocumentPatches(document, patches.map(withValue));
        refuse(edited, document);
        return save({ ...edited, revision: document.revision + 1 });
      }),

    remove: (id) =>
      serial(id, async () => {
        await load(id);
        await mkdir(trash, { recursive: true });
        const trashId = `${id}--${Date.now().toString(36)}`;
        await rename(fileOf(id), join(trash, `${trashId}.json`));
        known.delete(id);
        return trashId;
      }),

    async restore(trashId) {
      const [id] = trashId.split('--');
      if (!/^[A-Za-z0-9_-]{1,100}$/.test(trashId) || id === undefined) throw notFound(trashId);
      const file = join(trash, `${trashId}.json`);
      return serial(id, async () => {
        const raw = await readJson(file);
        if (raw === undefined) throw notFound(trashId);
        const document = readGraph(raw);
        const free = (await exists(fileOf(id))) ? await freeId(document.name) : id;
        await mkdir(folder, { recursive: true });
        await rename(file, fileOf(free));
        return (await load(free)).document;
      });
    },
  };

  function refuse(document: GraphDocument, before: GraphDocument | null = null): void {
    const problems = refusalsOf(document, catalogue, before);
    if (problems.length > 0) throw graphInvalid(problems);
  }
}

function summaryOf({ document, savedAt }: Stored): GraphSummary {
  const { id, name, description, revision, nodes } = document;
  return { id, name, description, revision, nodeCount: Object.keys(nodes).length, savedAt };
}

/** A patch without a value and one with the value undefined are the same to immer, not to the compiler. */
function withValue({ op, path, value }: DocumentPatch) {
  return value === undefined ? { op, path } : { op, path, value };
}

function notFound(id: string): EpochError {
  const shown = id.slice(0, 100);
  return new EpochError('GRAPH_NOT_FOUND', `There is no graph "${shown}".`, { detail: { graph: shown } });
}
