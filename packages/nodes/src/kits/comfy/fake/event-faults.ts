import type { FakeFaults } from './faults.ts';
import { type JsonObject, writeJson } from './json.ts';

/** An event that waits for its neighbour is sent alone after so long. @unit ms */
const ALONE_MS = 25;
/** Prompt of somebody else whose events come in between. */
export const FOREIGN_ID = '0f0f0f0f-1111-4222-8333-444455556666';

/** What lies between the server's events and the sockets: the faults that spoil their order and form. */
export interface EventLine {
  event(type: string, data: JsonObject, clientId: string | null): void;
  frame(frame: Buffer, clientId: string | null): void;
  /** Drops what waits: the process was killed. */
  forget(): void;
}

type Deliver = (clientId: string | null, data: string | Buffer) => void;

export function eventLine(faults: FakeFaults, deliver: Deliver): EventLine {
  let held: (() => void) | null = null;
  let timer: NodeJS.Timeout | undefined;

  function release(): void {
    clearTimeout(timer);
    const send = held;
    held = null;
    send?.();
  }

  function inTurn(send: () => void): void {
    if (held !== null) {
      send();
      release();
    } else if (faults.reorderEvents) {
      held = send;
      timer = setTimeout(release, ALONE_MS);
    } else send();
  }

  return {
    event(type, data, clientId) {
      const { prompt_id: _id, ...anonymous } = data;
      const text = writeJson({ type, data: faults.omitPromptId ? anonymous : data });
      inTurn(() => {
        deliver(clientId, text);
        if (faults.duplicateEvents) deliver(clientId, text);
      });
      if (faults.foreignEvents) for (const stranger of foreign(type)) deliver(clientId, writeJson(stranger));
      if (faults.unknownFrames) for (const noise of unknown()) deliver(clientId, noise);
    },
    frame(frame, clientId) {
      const whole = faults.truncatedFrames ? frame.subarray(0, 6) : frame;
      inTurn(() => deliver(clientId, whole));
    },
    forget() {
      clearTimeout(timer);
      held = null;
    },
  };
}

/** The same kind of event of a prompt that is not ours, and its end. */
function foreign(type: string): { type: string; data: JsonObject }[] {
  const prompt_id = FOREIGN_ID;
  if (type === 'executing') return [{ type, data: { node: null, prompt_id } }];
  if (type === 'progress') return [{ type, data: { value: 1, max: 1, prompt_id, node: '5' } }];
  if (type !== 'execution_start') return [];
  return [{ type: 'execution_success', data: { prompt_id, timestamp: 0 } }];
}

/** An event and a frame of types that are not known, and a text that is no JSON. */
function unknown(): (string | Buffer)[] {
  return [
    writeJson({ type: 'crystools.monitor', data: { cpu_utilization: 12.5 } }),
    Buffer.from([0, 0, 0, 99, 1, 2, 3, 4, 5, 6, 7, 8]),
    'no JSON at all',
  ];
}
