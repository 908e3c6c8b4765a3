import { sizeOf } from '../storage/image-size.ts';
import { packetOf } from './packet.ts';

/** Per node: about ten in a second. @unit ms */
const LEAST_GAP_MS = 100;
/** Larger ones are no previews. @unit bytes */
const MOST_BYTES = 1024 * 1024;

/**
 * Pictures in the making, straight from an image server, for browsers that watch the node. They are shown and forgotten:
 * the newest one wins, and the node's next picture takes their place.
 */
export interface Glimpses {
  told(node: string, frame: number, encoded: Uint8Array): void;
  /** The node has its picture of this frame. Answers whether a glimpse of it, or of an earlier one, was shown. */
  end(node: string, frame: number): boolean;
  /** Nothing goes on any more. Answers the nodes that show a glimpse. */
  endAll(): readonly string[];
}

interface GlimpsesOptions {
  readonly production: string;
  readonly wanted: () => ReadonlyMap<string, ReadonlySet<number>>;
  readonly deliver: (node: string, width: number, packet: Uint8Array) => void;
  readonly now: () => number;
}

interface Shown {
  frame: number;
  sentAt: number;
  wasSent: boolean;
  waiting: Uint8Array | null;
  timer: NodeJS.Timeout | null;
}

export function createGlimpses({ production, wanted, deliver, now }: GlimpsesOptions): Glimpses {
  const shown = new Map<string, Shown>();

  function send(node: string, place: Shown): void {
    place.timer = null;
    if (place.waiting === null) return;
    place.sentAt = now();
    place.wasSent = true;
    for (const width of wanted().get(node) ?? []) deliver(node, width, place.waiting);
    place.waiting = null;
  }

  function forget(node: string, place: Shown): boolean {
    if (place.timer !== null) clearTimeout(place.timer);
    shown.delete(node);
    return place.wasSent;
  }

  return {
    told(node, frame, encoded) {
      const size = encoded.length > MOST_BYTES ? null : sizeOf(encoded);
      if (size === null || wanted().get(node) === undefined) return;
      const header = { production, node, frame, ...size, sourceWidth: size.width, sourceHeight: size.height };
      const place = shown.get(node) ?? { frame, sentAt: -LEAST_GAP_MS, wasSent: false, waiting: null, timer: null };
      shown.set(node, place);
      place.frame = frame;
      place.waiting = packetOf({ ...header, glimpse: true }, encoded);
      const waitMs = place.sentAt + LEAST_GAP_MS - now();
      if (waitMs <= 0 && place.timer === null) send(node, place);
      else place.timer ??= setTimeout(send, waitMs, node, place).unref();
    },
    end(node, frame) {
      const place = shown.get(node);
      return place !== undefined && place.frame <= frame && forget(node, place);
    },
    endAll: () => [...shown].filter(([node, place]) => forget(node, place)).map(([node]) => node),
  };
}
