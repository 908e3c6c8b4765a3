import { asList, asNumber, asObject, asText, field, type Json } from '../../engines/wire/json-read.ts';

/** One entry of GET /queue. */
export interface QueueItem {
  readonly number: number;
  readonly promptId: string;
}

export interface Queue {
  readonly running: readonly QueueItem[];
  /** In the order in which they will run. */
  readonly pending: readonly QueueItem[];
}

/** A file that a node has made, as GET /view wants it named. */
export interface ServerFile {
  readonly filename: string;
  readonly subfolder: string;
  readonly type: string;
}

/** One prompt in the server's history: it has ended, one way or the other. */
export interface HistoryEntry {
  /** Pictures by node. A node that gave none is not there. */
  readonly files: Readonly<Record<string, readonly ServerFile[]>>;
  /** execution_start, execution_cached, execution_success, execution_error, execution_interrupted with their data. */
  readonly messages: readonly { readonly type: string; readonly data: Json }[];
  /** '' when the server gives no status. */
  readonly status: string;
}

/** @returns null when it is no queue */
export function queueOf(json: Json): Queue | null {
  const running = field(json, 'queue_running');
  const pending = field(json, 'queue_pending');
  if (!Array.isArray(running) || !Array.isArray(pending)) return null;
  return { running: itemsOf(running), pending: itemsOf(pending).toSorted((a, b) => a.number - b.number) };
}

/**
 * The entry of one prompt.
 * @returns null when the answer does not have it, which means "not finished" and "never heard of it" alike
 */
export function historyOf(json: Json, promptId: string): HistoryEntry | null {
  const entry = asObject(field(json, promptId));
  if (entry === null) return null;
  const outputs = Object.entries(asObject(entry.outputs) ?? {});
  const status = asObject(entry.status);
  return {
    files: Object.fromEntries(outputs.map(([node, output]) => [node, asList(field(output, 'images')).flatMap(fileOf)])),
    messages: asList(status?.messages).flatMap((message) => {
      const [type, data] = asList(message);
      return typeof type === 'string' ? [{ type, data: data ?? null }] : [];
    }),
    status: asText(status?.status_str),
  };
}

function itemsOf(list: readonly Json[]): QueueItem[] {
  return list.flatMap((item) => {
    const [number, promptId] = asList(item);
    // A number that is not finite (a client may have sent Infinity) sorts behind all others.
    return typeof promptId === 'string' ? [{ number: asNumber(number) ?? Number.MAX_VALUE, promptId }] : [];
  });
}

function fileOf(json: Json): ServerFile[] {
  const filename = asText(field(json, 'filename'));
  const type = asText(field(json, 'type'));
  return filename === '' ? [] : [{ filename, subfolder: asText(field(json, 'subfolder')), type: type || 'output' }];
}
