import type { FrameCommit } from '@epoch/graph-runtime/engine';
import type { ServerEvent, WireNodeReport } from '@epoch/graph-runtime/protocol';

type WithoutSeq<E> = E extends { readonly seq: number } ? Omit<E, 'seq'> : never;

/** An event before a connection has numbered it. */
export type Event = WithoutSeq<ServerEvent>;

const TEXT_LIMIT = 300;

/** What the nodes did in a frame, as the wire carries it: times, and those outputs that are no pictures. */
export function wireReports({ reports }: FrameCommit): Record<string, WireNodeReport> {
  const wire: Record<string, WireNodeReport> = {};
  for (const [node, { durationMs, outputs }] of reports) {
    const values: WireNodeReport['values'] = {};
    for (const [port, value] of Object.entries(outputs)) {
      if (typeof value === 'string') values[port] = value.slice(0, TEXT_LIMIT);
      else if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
        values[port] = value;
    }
    wire[node] = { durationMs: durationMs === null ? null : Math.round(durationMs * 100) / 100, values };
  }
  return wire;
}
