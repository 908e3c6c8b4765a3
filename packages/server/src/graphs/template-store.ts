import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { EpochError, type GraphDocument, readGraph } from '@epoch/graph-runtime/model';
import type { TemplateSummary } from '@epoch/graph-runtime/protocol';
import { exists, hasErrno, namesIn, writeDurably } from '../storage/durable.ts';
import { readJson, writeJson } from '../storage/json-file.ts';
import { idFor, isId } from '../storage/names.ts';

interface TemplateStoreOptions {
  /** `<name>.graph.json` with `<name>.webp`, as they ship. */
  readonly builtIn: string;
  /** `<id>.graph.json` with `<id>.jpg`, as users saved them. */
  readonly own: string;
  readonly trash: string;
}

const ENDING = '.graph.json';

/** Graphs to start from: those that ship, and those that users saved. A template is never changed. */
export interface TemplateStore {
  list(): Promise<readonly TemplateSummary[]>;
  /** @throws EpochError TEMPLATE_NOT_FOUND, GRAPH_TOO_NEW, GRAPH_INVALID */
  read(id: string): Promise<GraphDocument>;
  /** Bytes of the picture. @throws EpochError TEMPLATE_NOT_FOUND when there is none */
  thumbnail(id: string): Promise<Uint8Array>;
  save(
    document: GraphDocument,
    face: { name: string; description: string },
    picture: Uint8Array | null,
  ): Promise<TemplateSummary>;
  /** @throws EpochError FORBIDDEN for one that ships */
  remove(id: string): Promise<void>;
}

export function openTemplates({ builtIn, own, trash }: TemplateStoreOptions): TemplateStore {
  /** The file of a template without its ending, and whether it ships. */
  async function find(id: string): Promise<{ readonly stem: string; readonly isBuiltIn: boolean }> {
    for (const folder of isId(id) ? [own, builtIn] : []) {
      if (await exists(join(folder, id + ENDING))) return { stem: join(folder, id), isBuiltIn: folder === builtIn };
    }
    throw notFound(id);
  }

  async function read(id: string): Promise<GraphDocument> {
    const { stem } = await find(id);
    return readGraph(await readJson(stem + ENDING));
  }

  async function summary(id: string): Promise<TemplateSummary> {
    const { stem, isBuiltIn } = await find(id);
    const { name, description, nodes } = await read(id);
    const pictured = (await exists(`${stem}.webp`)) || (await exists(`${stem}.jpg`));
    const thumbnail = pictured ? `/api/templates/${id}/thumbnail` : null;
    return { id, name, description, nodeCount: Object.keys(nodes).length, builtIn: isBuiltIn, thumbnail };
  }

  return {
    read,
    async list() {
      const ids = [...(await idsIn(builtIn)), ...(await idsIn(own))];
      const summaries = await Promise.all([...new Set(ids)].map((id) => summary(id).catch(() => null)));
      return summaries.filter((template) => template !== null);
    },
    async thumbnail(id) {
      const { stem } = await find(id);
      for (const ending of ['.webp', '.jpg']) {
        try {
          return await readFile(stem + ending);
        } catch (error) {
          if (!hasErrno(error, 'ENOENT')) throw error;
        }
      }
      throw notFound(id);
    },
    async save(document, { name, description }, picture) {
      await mkdir(own, { recursive: true });
      const id = idFor(name);
      if (picture !== null) await writeDurably(join(own, `${id}.jpg`), picture);
      await writeJson(join(own, id + ENDING), { ...document, id, name, description, revision: 0 });
      return summary(id);
    },
    async remove(id) {
      const { stem, isBuiltIn } = await find(id);
      if (isBuiltIn) {
        const message = 'This template ships with EpochStreamer and stays. Save a graph as your own template instead.';
        throw new EpochError('FORBIDDEN', message, { detail: { template: id } });
      }
      await mkdir(trash, { recursive: true });
      const mark = Date.now().toString(36);
      await rename(stem + ENDING, join(trash, `template-${id}--${mark}${ENDING}`));
      if (await exists(`${stem}.jpg`)) await rename(`${stem}.jpg`, join(trash, `template-${id}--${mark}.jpg`));
    },
  };
}

/** `first-light` first, then by name: the order in which templates are shown. */
async function idsIn(folder: string): Promise<readonly string[]> {
  const ids = (await namesIn(folder))
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length));
  return ids.sort((a, b) => Number(b === 'first-light') - Number(a === 'first-light') || a.localeCompare(b, 'en'));
}

function notFound(id: string): EpochError {
  const shown = id.slice(0, 64);
  return new EpochError('TEMPLATE_NOT_FOUND', `There is no template "${shown}".`, { detail: { template: shown } });
}
