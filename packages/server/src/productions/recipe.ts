import type { FrameCommit } from '@epoch/graph-runtime/engine';
import { EpochError, type GraphDocument, readGraph } from '@epoch/graph-runtime/model';
import { asciiJson, insertPngChunks, pngTextChunk, readPngText } from '@epoch/nodes/stills';
import { z } from 'zod';
import type { Journal } from './journal.ts';
import type { FilmLedger } from './ledger.ts';
import { usedSettings } from './used-settings.ts';

const FRAME_KEY = 'epochstreamer';
const GRAPH_KEY = 'epochstreamer-graph';
/** Where ComfyUI looks for the graph of a picture. */
const COMFY_KEY = 'prompt';
const VERSION = 1;

/** Packed from here on; smaller ones stay as they are, since zlibs do not all pack alike. @unit characters */
const PACKED_FROM = 64 * 1024;
/** A graph beyond this is not worth its place in every still. @unit bytes */
const MOST_BYTES = 1024 * 1024;

const frameSchema = z.strictObject({
  format: z.literal('epochstreamer-still'),
  version: z.literal(VERSION),
  frame: z.int().min(0),
  settings: z.record(z.string(), z.unknown()),
});

/** What a still tells of how it was made. */
export interface StillRecipe {
  readonly frame: number;
  /** As run, with the seed that was drawn, and without an end; not yet migrated to the nodes of this program. */
  readonly graph: GraphDocument;
  /** What image engines used, by node. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Puts recipes into stills. */
export interface Recipes {
  /**
   * The picture with what it was made of: its frame, the settings used, the graph, and for ComfyUI its own graph. Pixels
   * are untouched. The same film has the same bytes: there is no clock in it, and no name of the production.
   */
  dress(commit: FrameCommit, png: Uint8Array): Uint8Array;
}

export function createRecipes(journal: Pick<Journal, 'graphAt' | 'graphStart'>, ledger: FilmLedger): Recipes {
  let graph: { readonly from: number; readonly chunks: readonly Uint8Array[] } | null = null;

  /** Made once per graph that ran. */
  function graphChunks(frame: number): readonly Uint8Array[] {
    const from = journal.graphStart(frame);
    if (graph?.from !== from) {
      // A film may be made longer: its length is no part of how a frame was made.
      const { settings, ...document } = journal.graphAt(frame);
      const json = JSON.stringify({ ...document, settings: { ...settings, frames: null } });
      graph = { from, chunks: textChunks(GRAPH_KEY, json) };
    }
    return graph.chunks;
  }

  return {
    dress(commit, png) {
      const { frame } = commit;
      const made = { format: 'epochstreamer-still', version: VERSION, frame, settings: usedSettings(commit) };
      const comfy = [...ledger.recipesOf(frame).values()].at(-1);
      return insertPngChunks(png, [
        ...textChunks(FRAME_KEY, JSON.stringify(made)),
        ...graphChunks(frame),
        ...(comfy === undefined ? [] : textChunks(COMFY_KEY, comfy)),
      ]);
    },
  };
}

/** ComfyUI's page reads plain texts only, so its own stays one. */
function textChunks(keyword: string, json: string): readonly Uint8Array[] {
  const text = asciiJson(json);
  const chunk = pngTextChunk(keyword, text, { packed: keyword === GRAPH_KEY && text.length >= PACKED_FROM });
  return chunk.length > MOST_BYTES ? [] : [chunk];
}

/**
 * What a still tells; null when it is a picture that no film of ours left.
 *
 * @throws EpochError IMAGE_INVALID when it is no PNG file, or a text in it is damaged
 * @throws EpochError GRAPH_INVALID, GRAPH_TOO_NEW when the graph in it cannot be read
 */
export function readRecipe(bytes: Uint8Array): StillRecipe | null {
  const texts = readPngText(bytes);
  const [frameText, graphText] = [texts.get(FRAME_KEY), texts.get(GRAPH_KEY)];
  if (frameText === undefined || graphText === undefined) return null;
  const made = frameSchema.safeParse(parsed(frameText));
  if (!made.success) {
    throw new EpochError('GRAPH_INVALID', 'This still tells of itself in a way that this program does not know.');
  }
  return { frame: made.data.frame, settings: made.data.settings, graph: readGraph(parsed(graphText)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EpochError('GRAPH_INVALID', 'What this still tells of itself is damaged.', { cause });
  }
}
