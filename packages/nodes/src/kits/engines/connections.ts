import { addressKey, type EngineAddress } from './servers.ts';

/** One connection per address, kept while the address is among the settings. */
export interface Connections<C> {
  /** Opened when it is first asked for. */
  of(address: EngineAddress): C;
  /** Ends those whose address was changed or removed. */
  prune(current: readonly EngineAddress[]): void;
  close(): Promise<void>;
}

export function createConnections<C extends { close(): Promise<void> }>(
  open: (address: EngineAddress) => C,
): Connections<C> {
  const opened = new Map<string, C>();
  const ending = new Set<Promise<void>>();
  return {
    of(address) {
      const key = addressKey(address);
      const connection = opened.get(key) ?? open(address);
      opened.set(key, connection);
      return connection;
    },
    prune(current) {
      const keys = new Set(current.map(addressKey));
      for (const [key, connection] of opened) {
        if (keys.has(key)) continue;
        opened.delete(key);
        const end: Promise<void> = connection.close().finally(() => ending.delete(end));
        ending.add(end);
      }
    },
    async close() {
      const all = [...opened.values()];
      opened.clear();
      await Promise.all([...ending, ...all.map((connection) => connection.close())]);
    },
  };
}
