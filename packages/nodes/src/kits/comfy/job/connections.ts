import type { EngineAddress } from '../../engines/servers.ts';
import { type Connection, openConnection } from './connection.ts';
import type { Pace } from './pace.ts';

/** One connection per address, kept while the address is among the settings. */
export interface Connections {
  of(address: EngineAddress): Connection;
  /** Ends those whose address was changed or removed. */
  prune(current: readonly EngineAddress[]): void;
  close(): Promise<void>;
}

export function createConnections(pace: Pace): Connections {
  const open = new Map<string, Connection>();
  const ending = new Set<Promise<void>>();
  return {
    of(address) {
      const key = keyOf(address);
      const connection = open.get(key) ?? openConnection(address, pace);
      open.set(key, connection);
      return connection;
    },
    prune(current) {
      const keys = new Set(current.map(keyOf));
      for (const [key, connection] of open) {
        if (keys.has(key)) continue;
        open.delete(key);
        const end: Promise<void> = connection.close().finally(() => ending.delete(end));
        ending.add(end);
      }
    },
    async close() {
      const all = [...open.values()];
      open.clear();
      await Promise.all([...ending, ...all.map((connection) => connection.close())]);
    },
  };
}

/** Another key or another address in the settings is another server. */
function keyOf({ id, name, url, headers }: EngineAddress): string {
  return JSON.stringify([id, name, url, headers]);
}
