import { EpochError, messageOf } from '@epoch/graph-runtime/model';
import {
  type AppSettings,
  type ClientMessage,
  clientMessageSchema,
  MONITOR,
  PROTOCOL_VERSION,
  type WireNodeReport,
} from '@epoch/graph-runtime/protocol';
import type { WebSocket } from 'ws';
import type { ManagerListener, ProductionManager } from '../productions/manager-types.ts';
import { type Event, wireReports } from './events.ts';
import { createPreviewLane, type PreviewLane } from './preview-lane.ts';
import type { PreviewShelf } from './preview-shelf.ts';
import { createSession, type Session } from './session.ts';

/** More messages than this in a second is no editor. */
const MESSAGES_PER_SECOND = 200;
const POLICY_CLOSE = 1008;
const BAD_DATA_CLOSE = 1007;
const FAULT_CLOSE = 1011;

/** @unit characters */
const REMARK_LIMIT = 300;

interface HubOptions {
  readonly version: string;
  readonly settings: () => AppSettings;
  readonly productions: () => ProductionManager;
  /** A preview of the last still on disk, as a packet; null when there is none. */
  readonly lastStill: (production: string, width: number) => Promise<Uint8Array | null>;
  readonly shelf: PreviewShelf;
}

/** All browsers. It tells them what productions do, and gives each the previews it shows. */
export interface Hub {
  readonly listener: ManagerListener;
  broadcast(event: Event): void;
  connect(socket: WebSocket): void;
  /** Ends all connections, and keeps the last previews. */
  close(): Promise<void>;
}

export function createHub({ version, settings, productions, lastStill, shelf }: HubOptions): Hub {
  const sessions = new Map<Session, WebSocket>();
  /** Lane of the live production; the one before it stays for its last previews. */
  const lanes = new Map<string, PreviewLane>();
  let reports: Record<string, WireNodeReport> = {};
  let remarks: Record<string, string> = {};
  let frame: number | null = null;
  let keeping: Promise<unknown> = Promise.resolve();

  function broadcast(event: Event): void {
    for (const session of sessions.keys()) session.send(event);
  }

  function wantedOf(production: string): ReadonlyMap<string, ReadonlySet<number>> {
    const wanted = new Map<string, Set<number>>();
    for (const { watch } of sessions.keys()) {
      if (watch.production !== production) continue;
      for (const [node, width] of watch.widths) wanted.set(node, (wanted.get(node) ?? new Set()).add(width));
    }
    return wanted;
  }

  function laneOf(production: string): PreviewLane {
    const known = lanes.get(production);
    if (known !== undefined) return known;
    for (const old of [...lanes.keys()]) {
      void keep(old);
      lanes.delete(old);
    }
    reports = {};
    remarks = {};
    frame = null;
    const lane = createPreviewLane({
      production,
      wanted: () => wantedOf(production),
      deliver(node, width, packet) {
        for (const session of sessions.keys()) {
          const { watch } = session;
          if (watch.production === production && watch.widths.get(node) === width) session.offerPreview(node, packet);
        }
      },
    });
    lanes.set(production, lane);
    return lane;
  }

  /** What a browser begins to watch it sees at once: the last preview there is, or the film's last still. */
  async function watch(
    session: Session,
    { production, previews }: Extract<ClientMessage, { type: 'watch' }>,
  ): Promise<void> {
    const before = session.watch;
    session.watch = { production, widths: new Map(previews.map(({ node, width }) => [node, width])) };
    if (production === null) return;
    const lane = lanes.get(production);
    for (const [node, width] of session.watch.widths) {
      if (before.production === production && before.widths.get(node) === width) continue;
      const last = lane?.last(node, width) ?? null;
      if (last !== null) session.offerPreview(node, last);
      else if (node === MONITOR) await showLastStill(session, production, width);
      else await showKept(session, production, node);
    }
    lane?.wake();
  }

  async function showLastStill(session: Session, production: string, width: number): Promise<void> {
    const packet = await lastStill(production, width).catch(() => null);
    if (packet !== null && session.watch.production === production) session.offerPreview(MONITOR, packet);
  }

  /** Of a production that was closed before: what its nodes showed last. */
  async function showKept(session: Session, production: string, node: string): Promise<void> {
    if (productions().liveId() === production) return;
    const packet = await shelf.load(production, node).catch(() => null);
    if (packet !== null && session.watch.production === production) session.offerPreview(node, packet);
  }

  /** Closes a lane; the last previews it made stay beside the production. */
  function keep(production: string): Promise<void> {
    const lane = lanes.get(production);
    if (lane === undefined) return Promise.resolve();
    keeping = Promise.all([keeping, lane.close().then(() => shelf.save(production, lane.packets()))]);
    return keeping.then(() => {});
  }

  async function obey(session: Session, message: ClientMessage): Promise<void> {
    const { requestId } = message;
    try {
      if (message.type === 'watch') await watch(session, message);
      if (message.type === 'command') await productions().command(message.production, message.command);
      session.reply({ requestId, ok: true, error: null });
    } catch (error) {
      const code = error instanceof EpochError ? error.code : 'INTERNAL';
      session.reply({ requestId, ok: false, error: { code, message: messageOf(error) } });
    }
  }

  async function greet(session: Session): Promise<void> {
    const manager = productions();
    const live = manager.liveId();
    const cues = live === null ? [] : (await manager.cues(live)).map((cue) => ({ production: live, cue }));
    session.send({
      type: 'hello',
      protocol: PROTOCOL_VERSION,
      version,
      session: session.id,
      settings: settings(),
      productions: [...manager.list()],
      ...{ cues, reports, frame, remarks },
    });
  }

  return {
    broadcast,
    listener: {
      production(production) {
        if (production.state !== 'running') lanes.get(production.id)?.settle();
        broadcast({ type: 'production', production });
      },
      removed(production) {
        lanes.delete(production);
        broadcast({ type: 'production-removed', production });
      },
      drawn: (production, commit, pictures) => laneOf(production).drawn(commit, pictures),
      committed(production, commit, health) {
        reports = wireReports(commit);
        frame = commit.frame;
        for (const session of sessions.keys()) {
          session.sendIfIdle({ type: 'frame', production, frame: commit.frame, reports, health });
        }
      },
      told(production, node, at, told) {
        if (told.type === 'remark' && remarks[node] !== told.words) {
          const words = told.words.slice(0, REMARK_LIMIT);
          remarks = { ...remarks, [node]: words };
          broadcast({ type: 'remark', production, node, words });
        }
        if (told.type === 'glimpse') laneOf(production).glimpse(node, at, told.encoded);
        if (told.type !== 'progress') return;
        for (const session of sessions.keys())
          session.sendIfIdle({ type: 'progress', production, node, frame: at, done: told.done });
      },
      problem: (production, problem) => broadcast({ type: 'problem', production, problem }),
      cue: (production, cue, removed) => broadcast({ type: 'cue', production, cue, removed }),
      closed: (production) => void keep(production),
    },
    connect(socket) {
      const session = createSession(socket);
      const inbox = createInbox(socket, (message) => void obey(session, message));
      socket.on('message', inbox);
      socket.on('error', () => socket.terminate());
      socket.on('close', () => sessions.delete(session));
      greet(session).then(
        () => {
          if (socket.readyState === socket.OPEN) sessions.set(session, socket);
        },
        () => socket.close(FAULT_CLOSE, 'the present state cannot be read'),
      );
    },
    async close() {
      for (const socket of sessions.values()) socket.terminate();
      await keeping;
    },
  };
}

/** Checks what comes in: text only, not too often, and nothing that the protocol does not know. */
function createInbox(
  socket: WebSocket,
  accept: (message: ClientMessage) => void,
): (data: unknown, isBinary: boolean) => void {
  let second = 0;
  let count = 0;
  return (data, isBinary) => {
    const now = Math.floor(performance.now() / 1000);
    count = now === second ? count + 1 : 1;
    second = now;
    if (count > MESSAGES_PER_SECOND) return socket.close(POLICY_CLOSE, 'too many messages');
    const message = isBinary ? null : parseMessage(String(data));
    if (message === null) return socket.close(BAD_DATA_CLOSE, 'unknown message');
    accept(message);
  };
}

function parseMessage(text: string): ClientMessage | null {
  try {
    const parsed = clientMessageSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
