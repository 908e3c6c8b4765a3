import { randomBytes } from 'node:crypto';
import type { ServerEvent } from '@epoch/graph-runtime/protocol';
import type { WebSocket } from 'ws';
import type { Event } from './events.ts';

/** Previews wait while more than this is on its way to a browser. @unit bytes */
const BUSY_BYTES = 256 * 1024;
/** A browser this far behind is cut off; it comes back and gets the present state. @unit bytes */
const HOPELESS_BYTES = 8 * 1024 * 1024;
const RETRY_MS = 100;

type Reply = Extract<ServerEvent, { type: 'reply' }>;

/** One browser. It numbers its events, and takes previews only as fast as it can carry them. */
export interface Session {
  readonly id: string;
  /** Production and node widths that this browser shows. */
  watch: Watch;
  send(event: Event): void;
  /** As `send`, but left out while the browser is behind: the next one of its kind replaces it. */
  sendIfIdle(event: Event): void;
  reply(reply: Omit<Reply, 'type'>): void;
  /** Sends a preview, or keeps it until the one before it has gone; a newer one takes its place. */
  offerPreview(node: string, packet: Uint8Array): void;
}

export interface Watch {
  readonly production: string | null;
  /** Width by node. @unit px */
  readonly widths: ReadonlyMap<string, number>;
}

/** A preview on its way, and the one that waits behind it. */
interface Lane {
  inFlight: boolean;
  next: Uint8Array | null;
}

export function createSession(socket: WebSocket): Session {
  const lanes = new Map<string, Lane>();
  let seq = 0;

  const isOpen = () => socket.readyState === socket.OPEN;

  function write(message: object): void {
    if (!isOpen()) return;
    if (socket.bufferedAmount > HOPELESS_BYTES) socket.terminate();
    else socket.send(JSON.stringify(message));
  }

  function send(event: Event): void {
    write({ ...event, seq });
    seq += 1;
  }

  function pump(lane: Lane): void {
    if (lane.inFlight || lane.next === null || !isOpen()) return;
    lane.inFlight = true;
    const done = () => {
      lane.inFlight = false;
      pump(lane);
    };
    if (socket.bufferedAmount > BUSY_BYTES) {
      setTimeout(done, RETRY_MS).unref();
      return;
    }
    const packet = lane.next;
    lane.next = null;
    socket.send(packet, { binary: true }, done);
  }

  return {
    id: randomBytes(8).toString('hex'),
    watch: { production: null, widths: new Map() },
    send,
    sendIfIdle(event) {
      if (socket.bufferedAmount <= BUSY_BYTES) send(event);
    },
    reply: (reply) => write({ type: 'reply', ...reply }),
    offerPreview(node, packet) {
      const lane = lanes.get(node) ?? { inFlight: false, next: null };
      lanes.set(node, lane);
      lane.next = packet;
      pump(lane);
    },
  };
}
