import type { FrameCommit } from '@epoch/graph-runtime/engine';
import { isRaster, type Raster } from '@epoch/graph-runtime/model';
import { MONITOR } from '@epoch/graph-runtime/protocol';
import { filmStill } from '../productions/folder.ts';
import type { Pictures } from '../storage/pictures.ts';
import { createGlimpses } from './glimpses.ts';
import { packetOf } from './packet.ts';

/** At most this many previews of one node and width are made in a second. */
const LEAST_GAP_MS = 40;
/** Pictures of nodes that nobody watches are held up to this size, so that watching them later shows them at once. */
const HELD_BYTES = 256 * 1024 * 1024;
const MAX_HEIGHT = 4096;

/** The last picture of a node, held by a pin until a newer one comes. */
interface Source {
  readonly raster: Raster;
  readonly frame: number;
  readonly release: () => void;
}

/** Previews of one node at one width. */
interface Encoder {
  readonly node: string;
  readonly width: number;
  busy: boolean;
  waiting: boolean;
  /** Version of the raster that `packet` shows. */
  version: number;
  madeAt: number;
  packet: Uint8Array | null;
}

interface PreviewLaneOptions {
  readonly production: string;
  /** Which previews are wanted now: nodes and their widths. */
  readonly wanted: () => ReadonlyMap<string, ReadonlySet<number>>;
  readonly deliver: (node: string, width: number, packet: Uint8Array) => void;
  readonly now?: () => number;
}

/**
 * Previews of one live production. The render loop only hands over references: shrinking and JPEG run in the pool, one at a
 * time per node and width, shared by all browsers; while one is made, only the newest picture waits.
 */
export interface PreviewLane {
  drawn(commit: FrameCommit, pictures: Pictures): void;
  /** A picture in the making, as a JPEG or PNG; the node's next picture takes its place. */
  glimpse(node: string, frame: number, encoded: Uint8Array): void;
  /** The film stands still: nodes show their last picture again, and no glimpse of one that will not come. */
  settle(): void;
  /** Brings up what somebody has just begun to watch; what was made before is delivered at once. */
  wake(): void;
  /** The last preview of a node, nearest to a width; null when none was ever made. */
  last(node: string, width: number): Uint8Array | null;
  /** Makes the previews that are still owed, then lets go of all pictures. Previews made so far stay. */
  close(): Promise<void>;
  /** The newest preview of every node. */
  packets(): ReadonlyMap<string, Uint8Array>;
}

export function createPreviewLane({
  production,
  wanted,
  deliver,
  now = () => performance.now(),
}: PreviewLaneOptions): PreviewLane {
  const sources = new Map<string, Source>();
  const encoders = new Map<string, Encoder>();
  const glimpses = createGlimpses({ production, wanted, deliver, now });
  let pictures: Pictures | null = null;
  let heldBytes = 0;
  /** The film has ended: what is still owed is made, then everything is let go. */
  let closing: { readonly done: Promise<void>; readonly settle: () => void } | null = null;

  function drop(node: string): void {
    const source = sources.get(node);
    if (source === undefined) return;
    sources.delete(node);
    heldBytes -= source.raster.data.length;
    source.release();
  }

  function hold(node: string, raster: Raster, frame: number, from: Pictures): void {
    const release = from.pin(raster);
    drop(node);
    sources.set(node, { raster, frame, release });
    heldBytes += raster.data.length;
  }

  function encoderOf(node: string, width: number): Encoder {
    const key = `${node} ${width}`;
    const known = encoders.get(key);
    if (known !== undefined) return known;
    const made = {
      node,
      width,
      busy: false,
      waiting: false,
      version: -1,
      madeAt: Number.NEGATIVE_INFINITY,
      packet: null,
    };
    encoders.set(key, made);
    return made;
  }

  function kick(encoder: Encoder): void {
    const source = sources.get(encoder.node);
    if (encoder.busy || encoder.waiting || source === undefined || pictures === null) return;
    if (source.raster.version === encoder.version || wanted().get(encoder.node)?.has(encoder.width) !== true) return;
    const waitMs = encoder.madeAt + LEAST_GAP_MS - now();
    if (waitMs <= 0 || closing !== null) {
      encoder.busy = true;
      void encode(encoder, source, pictures);
      return;
    }
    encoder.waiting = true;
    setTimeout(() => {
      encoder.waiting = false;
      kick(encoder);
    }, waitMs).unref();
  }

  async function encode(encoder: Encoder, { raster, frame }: Source, from: Pictures): Promise<void> {
    const { node, width } = encoder;
    const unpin = from.pin(raster);
    encoder.version = raster.version;
    encoder.madeAt = now();
    try {
      const small = await from.preview(raster, { maxWidth: width, maxHeight: MAX_HEIGHT });
      const source = { sourceWidth: raster.width, sourceHeight: raster.height };
      const header = { production, node, frame, width: small.width, height: small.height, ...source };
      encoder.packet = packetOf(header, small.bytes);
      deliver(node, width, encoder.packet);
    } catch {
      // A preview that cannot be made (the pool is closing) is one that nobody misses.
    } finally {
      unpin();
      encoder.busy = false;
      kick(encoder);
      dropAllWhenDone();
    }
  }

  function dropAllWhenDone(): void {
    if (closing === null || [...encoders.values()].some(({ busy }) => busy)) return;
    for (const node of [...sources.keys()]) drop(node);
    pictures = null;
    closing.settle();
  }

  /** What was made of the node's picture before counts as never shown. */
  function showAnew(node: string): void {
    for (const encoder of encoders.values()) if (encoder.node === node) encoder.version = -1;
  }

  function wake(): void {
    for (const [node, widths] of wanted()) for (const width of widths) kick(encoderOf(node, width));
  }

  return {
    drawn(commit, from) {
      closing?.settle();
      closing = null;
      pictures = from;
      const watched = wanted();
      const seen = picturesOf(commit);
      for (const [node, raster] of seen) {
        const before = sources.get(node);
        if (glimpses.end(node, commit.frame)) showAnew(node);
        if (before?.raster === raster) continue;
        if (watched.has(node) || heldBytes + raster.data.length <= HELD_BYTES) hold(node, raster, commit.frame, from);
        else drop(node);
      }
      for (const node of [...sources.keys()]) if (!seen.has(node)) drop(node);
      wake();
    },
    glimpse: glimpses.told,
    settle() {
      for (const node of glimpses.endAll()) showAnew(node);
      wake();
    },
    wake,
    last(node, width) {
      const made = [...encoders.values()].filter((encoder) => encoder.node === node && encoder.packet !== null);
      const nearest = made.sort((a, b) => Math.abs(a.width - width) - Math.abs(b.width - width))[0];
      return nearest?.packet ?? null;
    },
    close() {
      if (closing !== null) return closing.done;
      let settle = () => {};
      const done = new Promise<void>((resolve) => (settle = resolve));
      closing = { done, settle };
      for (const node of glimpses.endAll()) showAnew(node);
      for (const encoder of encoders.values()) encoder.waiting = false;
      wake();
      dropAllWhenDone();
      return done;
    },
    packets() {
      const newest = new Map<string, Encoder>();
      for (const encoder of encoders.values()) {
        const before = newest.get(encoder.node);
        if (encoder.packet !== null && (before === undefined || encoder.madeAt >= before.madeAt)) {
          newest.set(encoder.node, encoder);
        }
      }
      return new Map([...newest].flatMap(([node, { packet }]) => (packet === null ? [] : [[node, packet] as const])));
    },
  };
}

/** The picture that each node shows: its first raster output, for a still-writing node what it writes. */
function picturesOf({ reports, stills }: FrameCommit): ReadonlyMap<string, Raster> {
  const pictures = new Map<string, Raster>();
  for (const [node, { outputs }] of reports) {
    const raster = Object.values(outputs).find(isRaster);
    if (raster !== undefined) pictures.set(node, raster);
  }
  for (const { node, raster } of stills) pictures.set(node, raster);
  const film = filmStill(stills);
  if (film !== undefined) pictures.set(MONITOR, film.raster);
  return pictures;
}
