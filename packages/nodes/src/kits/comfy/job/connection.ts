import type { EngineAddress } from '../../engines/servers.ts';
import { createHttp } from '../../engines/wire/http.ts';
import { type Calls, createCalls } from '../wire/calls.ts';
import { createEvents, type Events } from './events.ts';
import type { Pace } from './pace.ts';
import { createTidy, type Tidy } from './tidy.ts';
import { createUploads, type Uploads } from './uploads.ts';

/** All that is kept about one server while the program runs. */
export interface Connection {
  readonly address: EngineAddress;
  readonly calls: Calls;
  readonly events: Events;
  readonly uploads: Uploads;
  readonly tidy: Tidy;
  /** `events.cuts` when it last finished a prompt of ours: while it is the same, its models are loaded. */
  warmAtCuts: number | null;
  close(): Promise<void>;
}

/** Connects nothing before the first call. */
export function openConnection(address: EngineAddress, pace: Pace): Connection {
  const target = { product: 'ComfyUI', url: address.url, headers: address.headers };
  const http = createHttp(target, { graceMs: pace.slowMs });
  const calls = createCalls(http);
  const events = createEvents(target, { waitMs: pace.socketWaitMs });
  const tidy = createTidy(calls, pace.keepHistory);
  return {
    address,
    calls,
    events,
    tidy,
    uploads: createUploads(calls, () => events.cuts),
    warmAtCuts: null,
    async close() {
      await tidy.settled();
      await events.close();
      await http.close();
    },
  };
}
