import type { EngineKind } from '@epoch/graph-runtime/model';
import type { EngineServer } from '@epoch/graph-runtime/protocol';
import { newId } from '../store/ids.ts';
import { KINDS } from './kinds.ts';

/** One header in the form. The value of a saved one is not known here: `kept` says that it is there. */
export interface HeaderRow {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly kept: boolean;
}

/** A server as it is being typed. */
export interface ServerDraft {
  readonly name: string;
  readonly kind: EngineKind;
  readonly url: string;
  readonly headers: readonly HeaderRow[];
}

export function emptyHeader(): HeaderRow {
  return { id: newId('header'), name: '', value: '', kept: false };
}

/** The form for a new server, or for one that is saved. */
export function draftOf(server: EngineServer | null): ServerDraft {
  if (server === null) return { name: '', kind: 'comfyui', url: '', headers: [] };
  const headers = server.headerNames.map((name) => ({ ...emptyHeader(), name, kept: true }));
  return { name: server.name, kind: server.kind, url: server.url, headers };
}

/** What a new server is saved with; a name that was left empty is that of its kind. */
export function newServerOf(draft: ServerDraft) {
  const { kind } = draft;
  const name = draft.name.trim() === '' ? KINDS[kind].label : draft.name.trim();
  return { name, kind, url: urlOf(draft), headers: givenHeaders(draft) };
}

/** The address as typed; without a scheme it is http, as it is in a browser. */
export function urlOf({ url, kind }: ServerDraft): string {
  const typed = url.trim() === '' ? KINDS[kind].usualUrl : url.trim();
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`;
}

/** Headers whose value was typed now. */
export function givenHeaders({ headers }: ServerDraft): Record<string, string> {
  const given = headers.filter(({ name, value }) => name.trim() !== '' && value !== '');
  return Object.fromEntries(given.map(({ name, value }) => [name.trim(), value]));
}

/** What a test asks for: a saved server lends the headers that were not typed anew. */
export function testOf(server: EngineServer | null, draft: ServerDraft) {
  const { kind } = draft;
  if (server === null) return { kind, url: urlOf(draft), headers: givenHeaders(draft) };
  const { headers = {} } = changeOf(server, draft);
  return { id: server.id, kind, url: urlOf(draft), headers };
}

/** A secret that was typed for one machine is not taken to another one. */
export function isMoved(server: EngineServer | null, draft: ServerDraft): boolean {
  return server !== null && originOf(server.url) !== originOf(urlOf(draft));
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

/** What changes of a saved server: headers that are gone from the form are taken away, untouched ones stay. */
export function changeOf(server: EngineServer, draft: ServerDraft) {
  const left = new Set(draft.headers.map(({ name }) => name.trim()));
  const gone = server.headerNames.filter((name) => !left.has(name)).map((name) => [name, null] as const);
  const headers: Record<string, string | null> = { ...Object.fromEntries(gone), ...givenHeaders(draft) };
  const name = draft.name.trim();
  return {
    ...(name === '' || name === server.name ? {} : { name }),
    ...(urlOf(draft) === server.url ? {} : { url: urlOf(draft) }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  };
}
