import { type EngineKind, enginesAsked, messageOf } from '@epoch/graph-runtime/model';
import { type EngineReport, type EngineServer, http } from '@epoch/graph-runtime/protocol';
import { call } from '../../api/http-client.ts';
import { editor, setEngines } from '../editor-store.ts';
import { listsKey, withAsking, withLists, withServers } from '../engines-slice.ts';
import { notify } from '../notices.ts';
import { guarded } from './guarded.ts';

export interface NewServer {
  readonly name: string;
  readonly kind: EngineKind;
  readonly url: string;
  readonly headers?: Record<string, string>;
}

export interface ServerChange {
  readonly name?: string;
  readonly url?: string;
  /** null takes a header away; those not named stay. */
  readonly headers?: Record<string, string | null>;
}

export async function refreshServers(): Promise<void> {
  const { servers } = await call(http.listEngines);
  setEngines((engines) => withServers(engines, servers));
}

/** @throws EpochError with the server's sentence, which the form shows beside its fields */
export async function createServer(wanted: NewServer): Promise<EngineServer> {
  const saved = await call(http.createEngine, { body: wanted });
  await refreshServers();
  return saved;
}

/** @throws EpochError as `createServer` */
export async function patchServer(id: string, change: ServerChange): Promise<EngineServer> {
  const saved = await call(http.patchEngine, { params: { id }, body: change });
  await refreshServers();
  return saved;
}

/** Forgets a server, with a way back. */
export async function removeServer({ id, name }: EngineServer): Promise<void> {
  const answer = await guarded(() => call(http.deleteEngine, { params: { id } }));
  if (answer === null) return;
  await guarded(refreshServers);
  notify('info', `"${name}" is removed. Boxes that name it say so.`, { label: 'Undo', run: () => void restore(id) });
}

async function restore(id: string): Promise<void> {
  await guarded(async () => {
    await call(http.restoreEngine, { params: { id } });
    await refreshServers();
  });
}

/** Asks a server how it is. A server that cannot be used is no failure here: its report says why. */
export async function testServer(
  address: Pick<NewServer, 'kind' | 'url'> & Pick<ServerChange, 'headers'> & { readonly id?: string },
): Promise<EngineReport> {
  try {
    return await call(http.testEngine, { body: address });
  } catch (error) {
    const facts = { version: null, device: null, queueRunning: null, queuePending: null, latencyMs: null };
    return { ok: false, message: messageOf(error), ...facts, counts: {} };
  }
}

/** Reads a server's lists, unless they are known or being asked for; `fresh` asks anew. */
export async function askLists(kind: EngineKind, server: string, fresh = false): Promise<void> {
  const key = listsKey(kind, server);
  const { lists, asking, servers } = editor.getState().engines;
  if (asking.includes(key) || (lists[key] !== undefined && !fresh)) return;
  setEngines((engines) => withAsking(engines, key));
  const query = { kind, server, refresh: fresh ? ('true' as const) : ('false' as const) };
  const known = await call(http.readEngineLists, { query }).catch((error: unknown) => {
    return { server: null, message: messageOf(error), lists: {} };
  });
  const changed = servers !== null && editor.getState().engines.servers !== servers;
  setEngines((engines) => withLists(engines, key, changed ? null : known));
  // Servers that changed meanwhile: what came is of those before.
  if (changed) await askLists(kind, server, true);
}

/**
 * Keeps the lists that the open graph's choices are checked against: those of every server that a box asks. Asked again
 * when a film begins to run, as a server may have been mended by then.
 */
export function followEngineLists(): () => void {
  return editor.subscribe((state, before) => {
    const document = state.graph.document;
    if (document === null || state.run.connection !== 'open') return;
    const current = state.run.productions[state.run.currentId ?? ''];
    const begins = current?.state === 'running' && before.run.productions[current.id]?.state !== 'running';
    const same =
      before.graph.document === document &&
      before.catalogue.cards === state.catalogue.cards &&
      before.engines.servers === state.engines.servers &&
      before.run.connection === 'open';
    if (same && !begins) return;
    for (const { kind, server } of enginesAsked(document, state.catalogue.cards)) {
      const away = state.engines.lists[listsKey(kind, server)]?.message != null;
      void askLists(kind, server, begins && away);
    }
  });
}
