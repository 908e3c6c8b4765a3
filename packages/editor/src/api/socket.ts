import { type ClientMessage, type ServerEvent, SOCKET_URL, serverEventSchema } from '@epoch/graph-runtime/protocol';
import { makeBackoff } from './backoff.ts';
import { type PreviewMessage, readPreview } from './preview-message.ts';

/** The part of a WebSocket this file uses, so that a test can be the server. */
export interface SocketLike {
  binaryType: string;
  readonly readyState: number;
  send(data: string): void;
  close(): void;
  onopen: ((event: Event) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  onerror: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
}

export interface SocketOptions {
  readonly onEvent: (event: ServerEvent) => void;
  readonly onPreview: (preview: PreviewMessage) => void;
  readonly onConnection: (connection: 'connecting' | 'open' | 'lost') => void;
  readonly connect?: () => SocketLike;
}

export type WatchList = Extract<ClientMessage, { type: 'watch' }>['previews'];

export interface EventSocket {
  /** Replaces the list of previews this browser shows; sent again after every reconnect. */
  watch(production: string | null, previews: WatchList): void;
  close(): void;
}

const FIRST_RETRY_MS = 400;
const LAST_RETRY_MS = 8_000;
const OPEN = 1;

/**
 * Keeps one WebSocket to the server open. Each connection begins with `hello`, the whole present state, so a lost
 * connection or a missing sequence number is healed by connecting again; nothing is patched up by guesswork.
 */
export function openEventSocket(options: SocketOptions): EventSocket {
  const backoff = makeBackoff(FIRST_RETRY_MS, LAST_RETRY_MS);
  const connect = options.connect ?? connectToPage;
  let socket: SocketLike | null = null;
  let closed = false;
  let lastSeq: number | null = null;
  let requests = 0;
  let watched: { production: string | null; previews: WatchList } | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function start(): void {
    if (closed) return;
    options.onConnection('connecting');
    const mine = connect();
    socket = mine;
    lastSeq = null;
    mine.binaryType = 'arraybuffer';
    mine.onopen = () => sendWatch();
    mine.onmessage = ({ data }) => (mine === socket ? receive(data) : undefined);
    mine.onclose = () => (mine === socket ? reconnect() : undefined);
    mine.onerror = () => undefined;
  }

  function reconnect(): void {
    const old = socket;
    socket = null;
    old?.close();
    if (closed) return;
    options.onConnection('lost');
    clearTimeout(retry);
    retry = setTimeout(start, backoff.next());
  }

  function receive(data: unknown): void {
    if (data instanceof ArrayBuffer) {
      const preview = readPreview(data);
      if (preview !== null) options.onPreview(preview);
    } else if (typeof data === 'string') {
      const event = readEvent(data);
      if (event === null) reconnect();
      else takeEvent(event);
    }
  }

  function takeEvent(event: ServerEvent): void {
    if (event.type !== 'reply') {
      const gap = event.type !== 'hello' && (lastSeq === null || event.seq !== lastSeq + 1);
      if (gap) {
        reconnect();
        return;
      }
      lastSeq = event.seq;
    }
    if (event.type === 'hello') {
      backoff.reset();
      options.onConnection('open');
    }
    options.onEvent(event);
  }

  function sendWatch(): void {
    if (socket === null || socket.readyState !== OPEN || watched === null) return;
    requests += 1;
    const message: ClientMessage = { type: 'watch', requestId: `w${requests}`, ...watched };
    socket.send(JSON.stringify(message));
  }

  start();
  return {
    watch(production, previews) {
      watched = { production, previews };
      sendWatch();
    },
    close() {
      closed = true;
      clearTimeout(retry);
      socket?.close();
    },
  };
}

function readEvent(text: string): ServerEvent | null {
  try {
    const parsed = serverEventSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function connectToPage(): SocketLike {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(`${scheme}//${location.host}${SOCKET_URL}`);
}
