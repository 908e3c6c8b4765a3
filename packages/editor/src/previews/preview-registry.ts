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

/** More at once would only wait for each other, and keep the canvas from being drawn. */
const DECODES_AT_ONCE = 6;

const latest = new Map<NodeId, Preview>();
const listeners = new Map<NodeId, Set<() => void>>();
const anyListeners = new Set<() => void>();
const watchers = new Map<symbol, { readonly node: NodeId; readonly width: number }>();
const decoding = new Set<NodeId>();
const waiting = new Map<NodeId, { readonly header: PreviewHeader; readonly jpeg: Uint8Array<ArrayBuffer> }>();
let onWatchChange: () => void = () => undefined;
/** Rises when all pictures are forgotten, so that one still being decoded then is thrown away. */
let generation = 0;

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
  if (decoding.has(header.node) || decoding.size >= DECODES_AT_ONCE || waiting.size > 0) {
    // The place in the queue is kept, so that every node gets its turn.
    waiting.set(header.node, { header, jpeg });
    return;
  }
  void show(header, jpeg, decode);
}

/** Forgets every picture: another production is looked at. */
export function forgetPreviews(): void {
  generation += 1;
  waiting.clear();
  for (const [node, preview] of latest) {
    preview.bitmap.close();
    latest.delete(node);
    notify(node);
  }
}

async function show(header: PreviewHeader, jpeg: Uint8Array<ArrayBuffer>, decode: Decode): Promise<void> {
  const { node, frame, sourceWidth, sourceHeight } = header;
  const begun = generation;
  decoding.add(node);
  try {
    const bitmap = await decode(jpeg);
    if (begun !== generation) {
      bitmap.close();
    } else {
      latest.get(node)?.bitmap.close();
      latest.set(node, { bitmap, frame, sourceWidth, sourceHeight });
      notify(node);
    }
  } catch {
    // A picture that cannot be decoded is skipped; the next one comes with the next frame.
  }
  decoding.delete(node);
  decodeNext(decode);
}

/** The node that waited longest is next, with its newest picture. */
function decodeNext(decode: Decode): void {
  for (const [node, { header, jpeg }] of waiting) {
    if (decoding.has(node)) continue;
    waiting.delete(node);
    void show(header, jpeg, decode);
    return;
  }
}

function notify(node: NodeId): void {
  for (const listener of listeners.get(node) ?? []) listener();
  for (const listener of anyListeners) listener();
}

function decodeJpeg(jpeg: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
}
