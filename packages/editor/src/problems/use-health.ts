import { http } from '@epoch/graph-runtime/protocol';
import { useEffect, useState } from 'react';
import { call } from '../api/http-client.ts';
import { useEditor } from '../store/editor-store.ts';

/** Disk and workers change slowly. @unit ms */
const EVERY_MS = 20_000;

export type Health = Awaited<ReturnType<typeof readHealth>>;

function readHealth() {
  return call(http.getHealth);
}

/** How the server is, read again now and then while the connection is open; null until the first answer. */
export function useHealth(): Health | null {
  const [health, setHealth] = useState<Health | null>(null);
  const open = useEditor(({ run }) => run.connection === 'open');
  useEffect(() => {
    if (!open) return;
    let wanted = true;
    const read = () => {
      // A failure shows in the connection itself; the last known figures stay.
      readHealth().then(
        (answer) => wanted && setHealth(answer),
        () => undefined,
      );
    };
    read();
    const timer = setInterval(read, EVERY_MS);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [open]);
  return health;
}
