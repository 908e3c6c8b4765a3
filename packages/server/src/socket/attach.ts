import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { SOCKET_URL } from '@epoch/graph-runtime/protocol';
import { type WebSocket, WebSocketServer } from 'ws';

/** A `watch` of 500 nodes is about 40 kB. @unit bytes */
const MAX_MESSAGE_BYTES = 256 * 1024;
const PING_EVERY_MS = 20_000;

interface AttachOptions {
  /** Judged before any message: a refused browser gets no socket. */
  readonly allows: (request: IncomingMessage) => boolean;
  readonly connect: (socket: WebSocket) => void;
}

/**
 * Takes WebSocket upgrades of an HTTP server. Compression stays off: JPEG does not get smaller, and deflating it costs up
 * to two fifths of the previews. Sockets that do not answer two pings are ended.
 */
export function attachSockets(server: Server, { allows, connect }: AttachOptions): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_MESSAGE_BYTES });
  const silent = new WeakSet<WebSocket>();

  server.on('upgrade', (request, stream, head) => {
    const path = request.url?.split('?')[0];
    if (path !== SOCKET_URL) return refuse(stream, '404 Not Found');
    if (!allows(request)) return refuse(stream, '403 Forbidden');
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('pong', () => silent.delete(socket));
      connect(socket);
    });
  });

  const timer = setInterval(() => {
    for (const socket of sockets.clients) {
      if (silent.has(socket)) {
        socket.terminate();
      } else {
        silent.add(socket);
        socket.ping();
      }
    }
  }, PING_EVERY_MS);
  timer.unref();

  return {
    close() {
      clearInterval(timer);
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function refuse(stream: Duplex, status: string): void {
  stream.on('error', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
