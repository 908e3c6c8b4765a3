import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { eventLine } from './event-faults.ts';
import type { FakeFaults } from './faults.ts';
import { isObject, type Json, type JsonObject, parseJson, writeJson } from './json.ts';

/** The server drops a client whose message is longer. @unit B */
const LONGEST_MESSAGE_BYTES = 4 * 1024 * 1024;

/** The sockets, by the clientId that each came with. */
export interface Hub {
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, clientId: string): void;
  /** To one client, or to all when `clientId` is null. Nothing is kept for a client that is away. */
  send(type: string, data: JsonObject, clientId: string | null): void;
  sendFrame(frame: Buffer, clientId: string | null): void;
  /** Whether the client asked for previews with metadata. */
  wantsMetadata(clientId: string | null): boolean;
  /** Ends every socket without a close frame. */
  drop(): void;
}

export interface HubEvents {
  /** What a new socket is told first. */
  greet(clientId: string, tell: (type: string, data: JsonObject) => void): void;
  flags(): JsonObject;
}

export function createHub(faults: FakeFaults, events: HubEvents): Hub {
  const server = new WebSocketServer({ noServer: true, autoPong: false, maxPayload: LONGEST_MESSAGE_BYTES });
  /** Sockets that the server still knows; a deaf one is open all the same. */
  const table = new Map<string, WebSocket>();
  const flags = new Map<string, JsonObject>();
  const open = new Set<WebSocket>();

  function deliver(clientId: string | null, data: string | Buffer): void {
    if (faults.halfOpenSockets) return;
    const targets = clientId === null ? [...table.values()] : [table.get(clientId)];
    for (const socket of targets) socket?.send(data);
  }
  const line = eventLine(faults, deliver);

  function read(clientId: string, socket: WebSocket): void {
    let first = true;
    socket.on('message', (data, binary) => {
      if (!first || binary) return;
      const message = readObject(String(data));
      if (message === null) return;
      first = false;
      if (message.type !== 'feature_flags' || !isObject(message.data)) return;
      flags.set(clientId, message.data);
      if (!faults.halfOpenSockets) socket.send(writeJson({ type: 'feature_flags', data: events.flags() }));
    });
    socket.on('ping', (data) => {
      if (!faults.halfOpenSockets) socket.pong(data);
    });
  }

  return {
    accept(request, stream, head, clientId) {
      server.handleUpgrade(request, stream, head, (socket) => {
        open.add(socket);
        table.set(clientId, socket);
        flags.delete(clientId);
        read(clientId, socket);
        socket.on('error', () => socket.terminate());
        socket.on('close', () => {
          open.delete(socket);
          if (faults.oldSocketRemovesNew || table.get(clientId) === socket) table.delete(clientId);
        });
        events.greet(clientId, (type, data) => {
          if (!faults.halfOpenSockets) socket.send(writeJson({ type, data }));
        });
      });
    },
    send: (type, data, clientId) => line.event(type, data, clientId),
    sendFrame: (frame, clientId) => line.frame(frame, clientId),
    wantsMetadata: (clientId) => clientId !== null && flags.get(clientId)?.supports_preview_metadata === true,
    drop() {
      line.forget();
      for (const socket of open) socket.terminate();
      table.clear();
      flags.clear();
    },
  };
}

function readObject(text: string): JsonObject | null {
  let message: Json;
  try {
    message = parseJson(text);
  } catch {
    return null;
  }
  return isObject(message) ? message : null;
}
