import { join } from 'node:path';
import { type EngineKind, EpochError } from '@epoch/graph-runtime/model';
import type { EngineServer } from '@epoch/graph-runtime/protocol';
import { type EngineAddress, type EngineAddresses, serverUrl } from '@epoch/nodes/engines';
import { idFor } from '../storage/names.ts';
import { createSerial } from '../storage/serial.ts';
import { type Forgotten, openForgottenServers, openSavedServers } from './engine-file.ts';
import { DEFAULT_ID, ENVIRONMENT_ID, environmentServer, freeServerName, inOrder } from './own-servers.ts';
import { changedHeaders, mayFollow } from './secrets.ts';

/** Forgotten servers that can be brought back. */
const KEPT_FORGOTTEN = 20;

interface ServerChange {
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly headers?: Readonly<Record<string, string | null>> | undefined;
}

/** The image servers of this data folder, in the order in which they are tried. Header values never leave but as addresses. */
export interface EngineStore extends EngineAddresses {
  list(): readonly EngineServer[];
  /** @throws EpochError ENGINE_NOT_FOUND */
  address(id: string): EngineAddress;
  /** What a server would be after a change; nothing is saved. @throws EpochError as `patch` */
  changed(id: string, change: ServerChange): EngineAddress;
  create(
    server: ServerChange & { readonly name: string; readonly kind: EngineKind; readonly url: string },
  ): Promise<EngineServer>;
  /** @throws EpochError ENGINE_NOT_FOUND, REQUEST_INVALID for one that is not saved here */
  patch(id: string, change: ServerChange): Promise<EngineServer>;
  /** The last 20 forgotten can be brought back, also by a later start of the program. */
  remove(id: string): Promise<void>;
  restore(id: string): Promise<EngineServer>;
  /** What could not be read or used, as sentences. */
  readonly notices: readonly string[];
}

interface StoreOptions {
  readonly dataFolder: string;
  /** COMFY_URL; tried first. */
  readonly comfyUrl: string | undefined;
}

export async function openEngines({ dataFolder, comfyUrl }: StoreOptions): Promise<EngineStore> {
  const trash = join(dataFolder, 'trash');
  const savedFile = await openSavedServers(join(dataFolder, 'engines.json'), trash);
  const forgottenFile = await openForgottenServers(join(dataFolder, 'engines.trash.json'), trash);
  const environment = environmentServer(comfyUrl);
  const serial = createSerial();
  let saved = savedFile.entries;
  let forgotten = forgottenFile.entries.filter(({ server }) => !saved.some(({ id }) => id === server.id));

  const all = () => inOrder(environment.server, saved);
  /** Servers whose names are taken: all but the one that is named, and the default, which steps aside by itself. */
  const besides = (id: string | null) => all().filter((each) => each.id !== id && each.id !== DEFAULT_ID);
  const find = (id: string) => {
    const server = all().find((each) => each.id === id);
    if (server === undefined) throw notFound(id);
    return server;
  };

  function changed(id: string, { name, url, headers = {} }: ServerChange): EngineAddress {
    const before = find(id);
    const next = url === undefined ? before.url : serverUrl(url);
    const given = new Set(Object.keys(headers).map((header) => header.toLowerCase()));
    const kept = Object.keys(before.headers).filter((header) => !given.has(header.toLowerCase()));
    if (kept.length > 0 && !mayFollow(before.url, next)) throw keysStay(before.url, next, kept);
    return {
      ...before,
      name: name === undefined ? before.name : freeServerName(name, besides(id)),
      url: next,
      headers: changedHeaders(before.headers, headers),
    };
  }

  async function save(next: readonly EngineAddress[]): Promise<void> {
    await savedFile.write(next);
    saved = next;
  }

  async function keepForgotten(next: readonly Forgotten[]): Promise<void> {
    await forgottenFile.write(next.slice(-KEPT_FORGOTTEN));
    forgotten = next.slice(-KEPT_FORGOTTEN);
  }

  function assertSaved(id: string): void {
    const origin = originOf(find(id));
    if (origin === 'saved') return;
    const why =
      origin === 'environment'
        ? 'This server comes from the variable COMFY_URL. Change it there and start EpochStreamer again.'
        : 'This address is tried because no ComfyUI server is saved. Save one, and it takes its place.';
    throw new EpochError('REQUEST_INVALID', why, { detail: { server: id } });
  }

  return {
    notices: [environment.notice, savedFile.damage, forgottenFile.damage].filter((notice) => notice !== null),
    of: (kind) => all().filter((server) => server.kind === kind),
    list: () => all().map(faceOf),
    address: find,
    changed,
    create: ({ name, kind, url, headers = {} }) =>
      serial('save', async () => {
        const server: EngineAddress = {
          ...{ id: idFor(name), kind, url: serverUrl(url), headers: changedHeaders({}, headers) },
          name: freeServerName(name, besides(null)),
        };
        await save([...saved, server]);
        return faceOf(server);
      }),
    patch: (id, change) =>
      serial('save', async () => {
        assertSaved(id);
        const server = changed(id, change);
        await save(saved.map((each) => (each.id === id ? server : each)));
        return faceOf(server);
      }),
    remove: (id) =>
      serial('save', async () => {
        assertSaved(id);
        const entry = {
          place: saved.findIndex((each) => each.id === id),
          forgottenAt: new Date().toISOString(),
          server: find(id),
        };
        // In both files for a moment rather than in none.
        await keepForgotten([...forgotten, entry]);
        await save(saved.filter((each) => each.id !== id));
      }),
    restore: (id) =>
      serial('save', async () => {
        const entry = forgotten.find(({ server }) => server.id === id);
        if (entry === undefined) throw notFound(id);
        const server = { ...entry.server, name: freeServerName(entry.server.name, besides(id)) };
        await save(saved.toSpliced(entry.place, 0, server));
        await keepForgotten(forgotten.filter((each) => each !== entry));
        return faceOf(server);
      }),
  };
}

function faceOf(server: EngineAddress): EngineServer {
  const { id, name, kind, url, headers } = server;
  return { id, name, kind, url, headerNames: Object.keys(headers), origin: originOf(server) };
}

/** Ids of saved servers end with a random part, so these two are never theirs. */
function originOf({ id }: Pick<EngineAddress, 'id'>): EngineServer['origin'] {
  return id === ENVIRONMENT_ID ? 'environment' : id === DEFAULT_ID ? 'default' : 'saved';
}

function notFound(id: string): EpochError {
  return new EpochError('ENGINE_NOT_FOUND', `There is no image server ${JSON.stringify(id.slice(0, 64))}.`, {
    detail: { server: id.slice(0, 64) },
  });
}

function keysStay(before: string, next: string, names: readonly string[]): EpochError {
  const message = `The saved values of ${names.join(', ')} are for ${new URL(before).origin} and are not sent to ${new URL(next).origin}. Enter them again for the new address, or remove them.`;
  return new EpochError('REQUEST_INVALID', message, { detail: { field: 'headers' } });
}
