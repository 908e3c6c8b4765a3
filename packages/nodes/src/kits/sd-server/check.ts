import { messageOf } from '@epoch/graph-runtime/model';
import { failed, reasonOf } from '../comfy/servers/check.ts';
import { serverUrl } from '../engines/server-url.ts';
import type { EngineAddress, EngineCheck } from '../engines/servers.ts';
import { createHttp, type Http } from '../engines/wire/http.ts';
import type { SdBackend } from './backend.ts';

/** Asks a server how it is. Never throws: what is wrong is the report's message, with what to do. */
export async function checkSdServer(
  backend: SdBackend,
  address: Pick<EngineAddress, 'url' | 'headers'>,
): Promise<EngineCheck> {
  let url: string;
  try {
    url = serverUrl(address.url);
  } catch (error) {
    return failed(messageOf(error));
  }
  const http = createHttp({ product: backend.product, url, headers: address.headers });
  try {
    const latencies: number[] = [];
    const timed: Http = {
      ...http,
      async json(request) {
        const before = performance.now();
        const told = await http.json(request);
        latencies.push(performance.now() - before);
        return told;
      },
    };
    const report = await backend.check(timed);
    return { ...report, latencyMs: Math.round(Math.min(...latencies) * 10) / 10 };
  } catch (error) {
    return failed(await reasonOf(error, url));
  } finally {
    await http.close();
  }
}
