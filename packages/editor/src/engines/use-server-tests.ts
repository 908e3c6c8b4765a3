import type { EngineReport, EngineServer } from '@epoch/graph-runtime/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import { testServer } from '../store/actions.ts';

/** What is known of a server's health: nothing, being asked, or its report. */
export type Health = 'asking' | EngineReport;

/** Tests every server on the list once when it appears, and again on demand. */
export function useServerTests(servers: readonly EngineServer[]) {
  const [reports, setReports] = useState<Readonly<Record<string, Health>>>({});
  const asked = useRef(new Set<string>());

  const test = useCallback(async (server: EngineServer) => {
    setReports((known) => ({ ...known, [server.id]: 'asking' }));
    const { id, kind, url, origin } = server;
    const report = await testServer(origin === 'saved' ? { id, kind, url } : { kind, url });
    setReports((known) => ({ ...known, [server.id]: report }));
  }, []);

  useEffect(() => {
    for (const server of servers) {
      // A changed address or header is another server as far as its health goes.
      const key = [server.id, server.url, ...server.headerNames].join(' ');
      if (asked.current.has(key)) continue;
      asked.current.add(key);
      void test(server);
    }
  }, [servers, test]);

  return { reports, test };
}
