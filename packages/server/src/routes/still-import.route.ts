import { EpochError } from '@epoch/graph-runtime/model';
import { http, type Production } from '@epoch/graph-runtime/protocol';
import { isPng, readPngText } from '@epoch/nodes/stills';
import type { FastifyInstance } from 'fastify';
import { readRecipe, type StillRecipe } from '../productions/recipe.ts';
import { sha256Of } from '../storage/durable.ts';
import type { RouteServices } from './services.ts';
import { readUpload } from './upload.ts';

const NAME_LETTERS = 120;
/** Keys under which ComfyUI writes its own graph. */
const COMFY_KEYS = ['prompt', 'workflow'];

export function registerStillImportRoutes(app: FastifyInstance, services: RouteServices): void {
  const { graphs, productions, settings, hub } = services;

  app.route({
    method: 'POST',
    url: http.STILL_IMPORT_URL,
    schema: {
      summary: 'Saves the graph that a still carries as a new graph: multipart, one PNG.',
      tags: ['graphs'],
      consumes: ['multipart/form-data'],
      response: { 200: http.stillImportReply },
    },
    handler: async (request) => {
      const { file } = await readUpload(request, []);
      if (file === null || file.bytes.length === 0) {
        throw new EpochError('REQUEST_INVALID', 'There is no file in this request.', { detail: { field: 'file' } });
      }
      const { frame, graph: document } = recipeIn(file);
      const production = await productionOf(document.id, frame, sha256Of(file.bytes));
      const graph = await graphs.create({ document, name: nameFor(production?.name ?? document.name, frame) });
      await settings.change({ lastGraphId: graph.id });
      hub.broadcast({ type: 'graph', graphId: graph.id, revision: graph.revision, editor: null });
      return { graph, frame, production: production?.id ?? null };
    },
  });

  /** The production here that has this very still; null when it is of another place, or was changed. */
  async function productionOf(graphId: string, frame: number, sha256: string): Promise<Production | null> {
    for (const production of productions.list()) {
      if (production.graphId !== graphId || production.framesDone <= frame) continue;
      const still = await productions.still(production.id, frame).catch(() => null);
      if (still?.sha256 === sha256) return production;
    }
    return null;
  }
}

/** @throws EpochError saying what the picture is instead, and what to do with it */
function recipeIn({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): StillRecipe {
  const shown = `"${name.slice(0, 100)}"`;
  if (!isPng(bytes)) {
    throw new EpochError('MEDIA_TYPE', `${shown} is no PNG file, and only the PNG stills of a film carry a graph.`);
  }
  const recipe = readRecipe(bytes);
  if (recipe !== null) return recipe;
  const texts = readPngText(bytes);
  if (COMFY_KEYS.some((key) => texts.has(key))) {
    const message = `${shown} carries a workflow of ComfyUI, not a graph of EpochStreamer. Drop it on a ComfyUI workflow box.`;
    throw new EpochError('GRAPH_INVALID', message, { detail: { carries: 'workflow' } });
  }
  const message = `${shown} carries no graph: it is no still of a film, or another program has saved it since. Use it as a picture.`;
  throw new EpochError('GRAPH_INVALID', message, { detail: { carries: 'nothing' } });
}

function nameFor(film: string, frame: number): string {
  const ending = `, frame ${frame}`;
  return film.slice(0, NAME_LETTERS - ending.length) + ending;
}
