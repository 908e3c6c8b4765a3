import { wireError } from '../../engines/wire/failure.ts';
import type { HttpTarget } from '../../engines/wire/http.ts';
import { asText, field } from '../../engines/wire/json-read.ts';
import { type ComfySocket, openSocket, type SocketEvent, type SocketTimes } from '../wire/socket.ts';

/** What one prompt of ours hears. Hints, all of them: they may be missing, double, late or out of order. */
export interface Ears {
  readonly event: (event: SocketEvent) => void;
  readonly preview: (encoded: Uint8Array) => void;
  /** The connection ended; nothing that happened since will be told. */
  readonly cut: () => void;
}

/** The events of one server. Connects when somebody listens, and again, under a new name, when the connection ends. */
export interface Events {
  /** Name of the connection to send prompts under; waits for it to open, but not long. @throws ENGINE_AWAY once closed */
  clientId(): Promise<string>;
  /** Everything about this prompt of ours goes to `ears` until the returned function is called. */
  listen(promptId: string, ears: Ears): () => void;
  /** Connections that have ended so far. While it stays the same the server has not been restarted. */
  readonly cuts: number;
  /** The server has greeted us on the present connection. */
  readonly connected: boolean;
  close(): Promise<void>;
}

export interface EventsOptions {
  /** How long `clientId` waits for a first connection. @unit ms */
  readonly waitMs: number;
  /** Pause before the first new try; doubles up to `longestMs`. @unit ms */
  readonly againMs?: number;
  readonly longestMs?: number;
  readonly socket?: SocketTimes;
}

interface Line {
  readonly socket: ComfySocket;
  /** Resolves when the server has greeted, or the connection has ended. */
  readonly ready: Promise<void>;
  /** The server says whose previews are: those that do not say it are somebody else's. */
  named: boolean;
  greeted: boolean;
  /** Somebody has waited in vain for the greeting; nobody does again. */
  mute: boolean;
  /** Prompt that the last `executing` was about. */
  running: string;
}

export function createEvents(target: HttpTarget, options: EventsOptions): Events {
  const { waitMs, againMs = 250, longestMs = 5000, socket: times } = options;
  const ears = new Map<string, Set<Ears>>();
  let line: Line | null = null;
  let again: NodeJS.Timeout | null = null;
  let failures = 0;
  let cuts = 0;
  let over = false;

  function hear(at: Line, event: SocketEvent): void {
    const promptId = asText(field(event.data, 'prompt_id'));
    if (event.type === 'feature_flags') at.named = field(event.data, 'supports_preview_metadata') === true;
    if (event.type === 'executing' && promptId !== '') at.running = promptId;
    for (const each of ears.get(promptId) ?? []) each.event(event);
  }

  function connect(): Line {
    let greet = (): void => {};
    const ready = new Promise<void>((resolve) => {
      greet = resolve;
    });
    const socket = openSocket(
      target,
      {
        event(event) {
          failures = 0;
          opened.greeted = true;
          greet();
          hear(opened, event);
        },
        picture({ promptId, bytes }) {
          if (promptId === null && opened.named) return;
          for (const each of ears.get(promptId ?? opened.running) ?? []) each.preview(bytes);
        },
        closed() {
          greet();
          if (line !== opened) return;
          line = null;
          cuts++;
          failures++;
          for (const set of ears.values()) for (const each of set) each.cut();
          if (!over && ears.size > 0) connectLater();
        },
      },
      times,
    );
    const opened: Line = { socket, ready, greeted: false, named: false, mute: false, running: '' };
    return opened;
  }

  function connectLater(): void {
    const delayMs = Math.min(longestMs, againMs * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
    again ??= setTimeout(() => {
      again = null;
      if (!over) line ??= connect();
    }, delayMs);
    again.unref();
  }

  return {
    get cuts() {
      return cuts;
    },
    get connected() {
      return line?.greeted ?? false;
    },
    async clientId() {
      if (over) throw ended(target);
      // A server that lets no socket in is worked with by looking alone; each new try happens beside the prompts.
      const hopeless = failures > 1;
      line ??= connect();
      const now = line;
      if (!hopeless && !now.mute) now.mute = !(await greetedWithin(now.ready, waitMs));
      return now.socket.clientId;
    },
    listen(promptId, each) {
      const set = ears.get(promptId) ?? new Set();
      ears.set(promptId, set.add(each));
      return () => {
        set.delete(each);
        if (set.size === 0) ears.delete(promptId);
      };
    },
    async close() {
      over = true;
      if (again !== null) clearTimeout(again);
      const last = line;
      line = null;
      await last?.socket.close();
    },
  };
}

function ended({ product, url }: HttpTarget) {
  const failure = { kind: 'away', status: null, retryAfterMs: null, unsent: true } as const;
  return wireError(
    failure,
    `The connection to ${product} at ${url} was ended here: its address was changed or removed.`,
  );
}

async function greetedWithin(greeted: Promise<void>, atMostMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), atMostMs);
  });
  const answer = await Promise.race([greeted.then(() => true), late]);
  clearTimeout(timer);
  return answer;
}
