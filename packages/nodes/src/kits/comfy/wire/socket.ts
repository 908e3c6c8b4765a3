import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { HttpTarget } from '../../engines/wire/http.ts';
import { asText, field, type Json, readJson } from '../../engines/wire/json-read.ts';
import { readFrame, type SocketPicture } from './frames.ts';

/** One text message of the server. */
export interface SocketEvent {
  readonly type: string;
  readonly data: Json;
}

export interface SocketListener {
  readonly event: (event: SocketEvent) => void;
  readonly picture: (picture: SocketPicture) => void;
  /** Once, also when it never opened. Nothing follows. */
  readonly closed: () => void;
}

export interface SocketTimes {
  /** Between pings. */
  readonly pingMs?: number;
  /** Silence after which the other side counts as gone. */
  readonly silenceMs?: number;
  readonly openMs?: number;
}

export interface ComfySocket {
  /** Name under which the server knows this connection; a new one each time. */
  readonly clientId: string;
  /** Says goodbye and resolves when it is closed; cut after a short while. */
  close(): Promise<void>;
}

const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
const MAX_TEXT_BYTES = 8 * 1024 * 1024;
const GOODBYE_MS = 500;

/**
 * Opens one event connection. The server never pings, and a dead one sends no close; so pings of ours, and any message,
 * are the signs of life. Redirects are not followed. Nothing here throws: whatever goes wrong ends in `closed`.
 */
export function openSocket(target: HttpTarget, listener: SocketListener, times: SocketTimes = {}): ComfySocket {
  // Together at most 9.5 s from the last sign of life to the notice that there will be no other.
  const { pingMs = 3000, silenceMs = 6500, openMs = 5000 } = times;
  const clientId = randomUUID();
  const url = `${target.url.replace(/^http/, 'ws')}/ws?clientId=${clientId}`;
  const socket = dial(url, target.headers, openMs);
  if (socket === null) {
    queueMicrotask(listener.closed);
    return { clientId, close: async () => {} };
  }
  let heardMs = performance.now();
  const heard = () => {
    heardMs = performance.now();
  };
  const pulse = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (performance.now() - heardMs > silenceMs) socket.terminate();
    else socket.ping();
  }, pingMs);
  pulse.unref();
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      clearInterval(pulse);
      resolve();
      listener.closed();
    });
  });

  socket.on('open', () => {
    heard();
    // The first JSON object of the client is the only one that may negotiate previews that say whose they are.
    socket.send(JSON.stringify({ type: 'feature_flags', data: { supports_preview_metadata: true } }));
  });
  socket.on('pong', heard);
  socket.on('error', () => socket.terminate());
  socket.on('message', (message, isBinary) => {
    heard();
    const bytes = bytesOf(message);
    if (isBinary) {
      const picture = readFrame(bytes);
      if (picture !== null) listener.picture(picture);
    } else if (bytes.length <= MAX_TEXT_BYTES) {
      const event = eventOf(new TextDecoder().decode(bytes));
      if (event !== null) listener.event(event);
    }
  });

  return {
    clientId,
    async close() {
      if (socket.readyState === WebSocket.CONNECTING) socket.terminate();
      else socket.close();
      const cut = setTimeout(() => socket.terminate(), GOODBYE_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}

/** null when a header cannot be sent; the next HTTP request says so in words. */
function dial(url: string, headers: HttpTarget['headers'], openMs: number): WebSocket | null {
  try {
    return new WebSocket(url, {
      headers: { ...headers },
      followRedirects: false,
      maxPayload: MAX_MESSAGE_BYTES,
      handshakeTimeout: openMs,
      perMessageDeflate: false,
    });
  } catch {
    return null;
  }
}

function bytesOf(message: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(message)) return Buffer.concat(message);
  return message instanceof ArrayBuffer ? new Uint8Array(message) : message;
}

function eventOf(text: string): SocketEvent | null {
  try {
    const json = readJson(text);
    const type = asText(field(json, 'type'));
    return type === '' ? null : { type, data: field(json, 'data') ?? null };
  } catch {
    return null;
  }
}
