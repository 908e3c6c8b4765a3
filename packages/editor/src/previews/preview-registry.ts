import type { NodeId } from '@epoch/graph-runtime/model';
import type { PreviewHeader } from '@epoch/graph-runtime/protocol';

/** The last picture of a node, decoded. The bitmap is closed when the next one comes: draw it at once, keep nothing. */
export interface Preview {
  readonly bitmap: ImageBitmap;
  readonly frame: number;
  /** Size of the raster the preview was made from. @unit px */
  readonly sourceWidth: number;
  readonly sourceHeight: number;
}

type Decode = (jpeg: Uint8Array<ArrayBuffer>) => Promise<ImageBitmap>;

/** Widths asked for are rounded up to one of these, so that several viewers share one encoding. @unit px */
const WIDTH_LADDER_PX = [64, 128, 192, 256, 384, 512, 768, 1024, 1536, 1920];

/** Before the name of a node whose glimpse it is; no id has a blank. */
const GLIMPSE = 'glimpse ';

/** More at once would only wait for each other, and keep the canvas from being drawn. */
const DECODES_AT_ONCE = 6;

const latest = new Map<NodeId, Preview>();
/** Pictures in the making, straight from an engine: shown until the frame is done, never kept. */
const glimpses = new Map<NodeId, Preview>();
const glimpseListeners = new Map<NodeId, Set<() => void>>();
const listeners = new Map<NodeId, Set<() => void>>();
const anyListeners = new Set<() => void>();
const watchers = new Map<symbol, { readonly node: NodeId; readonly width: number }>();
const decoding = new Set<string>();
/** By node; a glimpse never takes the place of a finished picture. */
const waiting = new Map<string, { readonly header: PreviewHeader; readonly jpeg: Uint8Array<ArrayBuffer> }>();
let onWatchChange: () => void = () => undefined;
/** Rises when all pictures are forgotten, so that one still being decoded then is thrown away. */
let generation = 0;
/** The same for glimpses alone. */
let glimpseRound = 0;

/**
 * Asks for pictures of a node, `width` wide, until the returned function is called. Previews never enter React state:
 * a component draws them itself when `onPreview` calls.
 */
export function watchPreview(node: NodeId, width: number): () => void {
  const key = Symbol(node);
  watchers.set(key, { node, width: WIDTH_LADDER_PX.find((step) => step >= width) ?? 1920 });
  onWatchChange();
  return () => {
    watchers.delete(key);
    onWatchChange();
  };
}

/** The last picture of a node, also while nobody watches it; null before the first one. */
export function latestPreview(node: NodeId): Preview | null {
  return latest.get(node) ?? null;
}

/** Calls `listener` after each new picture of a node. */
export function onPreview(node: NodeId, listener: () => void): () => void {
  const set = listeners.get(node) ?? new Set();
  listeners.set(node, set);
  set.add(listener);
  return () => set.delete(listener);
}

/** The picture that an engine makes of a node now; null while it makes none. */
export function glimpseOf(node: NodeId): Preview | null {
  return glimpses.get(node) ?? null;
}

/** Calls `listener` when a glimpse of a node comes or goes. */
export function onGlimpse(node: NodeId, listener: () => void): () => void {
  const set = glimpseListeners.get(node) ?? new Set();
  glimpseListeners.set(node, set);
  set.add(listener);
  return () => set.delete(listener);
}

/** Forgets all pictures in the making: nothing works on a frame any more. */
export function forgetGlimpses(): void {
  glimpseRound += 1;
  for (const node of [...glimpses.keys()]) dropGlimpse(node);
  for (const key of waiting.keys()) if (key.startsWith(GLIMPSE)) waiting.delete(key);
}

/** Calls `listener` after each new picture of any node. */
export function onAnyPreview(listener: () => void): () => void {
  anyListeners.add(listener);
  return () => anyListeners.delete(listener);
}

/** What to ask the server for: each node once, at the widest of its viewers. */
export function watchList(): { node: NodeId; width: number }[] {
  const widest = new Map<NodeId, number>();
  for (const { node, width } of watchers.values()) widest.set(node, Math.max(width, widest.get(node) ?? 0));
  return [...widest].map(([node, width]) => ({ node, width }));
}

/** Calls `listener` when `watchList` may have changed. */
export function onWatchListChange(listener: () => void): void {
  onWatchChange = listener;
}

/** Takes a picture in. While one of the same node is being decoded only the newest waits: a slow browser skips frames. */
export function receivePreview(
  header: PreviewHeader,
  jpeg: Uint8Array<ArrayBuffer>,
  decode: Decode = decodeJpeg,
): void {
  const key = keyOf(header);
  if (decoding.has(key) || decoding.size >= DECODES_AT_ONCE || waiting.size > 0) {
    // The place in the queue is kept, so that every node gets its turn.
    waiting.set(key, { header, jpeg });
    return;
  }
  void show(header, jpeg, decode);
}

/** Forgets every picture: another production is looked at. */
export function forgetPreviews(): void {
  generation += 1;
  waiting.clear();
  forgetGlimpses();
  for (const [node, preview] of latest) {
    preview.bitmap.close();
    latest.delete(node);
    notify(node);
  }
}

async function show(header: PreviewHeader, jpeg: Uint8Array<ArrayBuffer>, decode: Decode): Promise<void> {
  const { node, frame, sourceWidth, sourceHeight } = header;
  const begun = generation;
  const round = glimpseRound;
  const key = keyOf(header);
  decoding.add(key);
  try {
    const bitmap = await decode(jpeg);
    if (begun !== generation || (header.glimpse === true && round !== glimpseRound)) {
      bitmap.close();
    } else if (header.glimpse === true) {
      takeGlimpse(node, { bitmap, frame, sourceWidth, sourceHeight });
    } else {
      latest.get(node)?.bitmap.close();
      latest.set(node, { bitmap, frame, sourceWidth, sourceHeight });
      if ((glimpses.get(node)?.frame ?? Number.POSITIVE_INFINITY) <= frame) dropGlimpse(node);
      notify(node);
    }
  } catch {
    // A picture that cannot be decoded is skipped; the next one comes with the next frame.
  }
  decoding.delete(key);
  decodeNext(decode);
}

/** The node that waited longest is next, with its newest picture. */
function decodeNext(decode: Decode): void {
  for (const [key, { header, jpeg }] of waiting) {
    if (decoding.has(key)) continue;
    waiting.delete(key);
    void show(header, jpeg, decode);
    return;
  }
}

function keyOf({ node, glimpse }: PreviewHeader): string {
  return glimpse === true ? GLIMPSE + node : node;
}

/** One that was overtaken by the finished picture of its frame is thrown away. */
function takeGlimpse(node: NodeId, glimpse: Preview): void {
  if (glimpse.frame <= (latest.get(node)?.frame ?? -1)) {
    glimpse.bitmap.close();
    return;
  }
  glimpses.get(node)?.bitmap.close();
  glimpses.set(node, glimpse);
  for (const listener of glimpseListeners.get(node) ?? []) listener();
}

function dropGlimpse(node: NodeId): void {
  glimpses.get(node)?.bitmap.close();
  glimpses.delete(node);
  for (const listener of glimpseListeners.get(node) ?? []) listener();
}

function notify(node: NodeId): void {
  for (const listener of listeners.get(node) ?? []) listener();
  for (const listener of anyListeners) listener();
}

function decodeJpeg(jpeg: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  // The browser tells JPEG from PNG by itself: glimpses come as the image server made them.
  return createImageBitmap(new Blob([jpeg]));
}
