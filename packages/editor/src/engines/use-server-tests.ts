import type { EngineReport, EngineServer } from '@epoch/graph-runtime/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import { testServer } from '../store/actions.ts';

/** What is known of a server's health: that it is being asked, or its report. */
export type Health = 'asking' | EngineReport;

/** Tests every server on the list once when it appears, and again on demand. */
export function useServerTests(servers: readonly EngineServer[]) {
  const [reports, setReports] = useState<Readonly<Record<string, Health>>>({});
  const asked = useRef(new Set<string>());
  /** The newest test of each server; what an older one says comes too late. */
  const newest = useRef(new Map<string, symbol>());

  const test = useCallback(async (server: EngineServer) => {
    const { id, kind, url, origin } = server;
    const turn = Symbol(id);
    asked.current.add(faceOf(server));
    newest.current.set(id, turn);
    setReports((known) => ({ ...known, [id]: 'asking' }));
    const report = await testServer(origin === 'saved' ? { id, kind, url } : { kind, url });
    if (newest.current.get(id) === turn) setReports((known) => ({ ...known, [id]: report }));
  }, []);

  useEffect(() => {
    for (const server of servers) if (!asked.current.has(faceOf(server))) void test(server);
  }, [servers, test]);

  return { reports, test };
}

/** A changed address or header is another server as far as its health goes. */
function faceOf({ id, url, headerNames }: EngineServer): string {
  return [id, url, ...headerNames].join(' ');
}
