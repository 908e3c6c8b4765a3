import { type EngineKind, EpochError, type ErrorCode } from '@epoch/graph-runtime/model';
import type { EngineReport } from '@epoch/graph-runtime/protocol';
import { type EngineLists, serverUrl } from '@epoch/nodes/engines';
import type { EngineClients } from './engine-clients.ts';
import type { EngineStore } from './engine-store.ts';
import { changedHeaders, withoutSecrets } from './secrets.ts';

export interface TestRequest {
  readonly id?: string | undefined;
  readonly kind: EngineKind;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string | null>> | undefined;
}

/** Lists of a server, or the sentence why there are none. */
export interface ListsAnswer {
  readonly server: string | null;
  readonly message: string | null;
  readonly lists: EngineLists;
}

/** What the editor asks about image servers. A server that is away is an answer here, no error. */
export interface EngineDesk {
  /** @throws EpochError ENGINE_NOT_FOUND, REQUEST_INVALID for an address or a header that cannot be used */
  test(request: TestRequest): Promise<EngineReport>;
  /** @throws EpochError ENGINE_NOT_FOUND */
  lists(kind: EngineKind, server: string, fresh: boolean): Promise<ListsAnswer>;
}

const TOLD: ReadonlySet<ErrorCode> = new Set(['ENGINE_AWAY', 'ENGINE_REFUSED', 'SERVICE_UNAVAILABLE']);

/** @param clients whatever they say, no header value leaves with it */
export function createEngineDesk(store: EngineStore, clients: EngineClients): EngineDesk {
  return {
    async test({ id, kind, url, headers = {} }) {
      const address = id === undefined ? fresh(url, headers) : store.changed(id, { url, headers });
      const { message, version, device, counts, ...figures } = await clients.check({ ...address, kind });
      const secrets = [address.headers, ...store.of(kind).map((server) => server.headers)];
      const clean = (text: string) => withoutSecrets(text, secrets);
      return {
        ...figures,
        message: clean(message),
        version: version === null ? null : clean(version),
        device: device === null ? null : clean(device),
        counts: { ...counts },
      };
    },

    async lists(kind, server, isFresh) {
      const servers = store.of(kind);
      if (server !== '' && !servers.some(({ name }) => name === server)) throw unknownServer(server);
      if (servers.length === 0)
        return { server: null, message: 'No server of this kind is saved. Add one.', lists: {} };
      try {
        const { name, lists } = await clients.lists(kind, server, isFresh);
        return { server: name, message: null, lists };
      } catch (error) {
        if (!(error instanceof EpochError) || !TOLD.has(error.code)) throw error;
        const secrets = servers.map(({ headers }) => headers);
        return { server: null, message: withoutSecrets(error.message, secrets), lists: {} };
      }
    },
  };
}

function fresh(url: string, headers: Readonly<Record<string, string | null>>) {
  return { url: serverUrl(url), headers: changedHeaders({}, headers) };
}

function unknownServer(name: string): EpochError {
  const shown = name.slice(0, 60);
  return new EpochError('ENGINE_NOT_FOUND', `No image server is saved under the name "${shown}".`, {
    detail: { server: shown },
  });
}
