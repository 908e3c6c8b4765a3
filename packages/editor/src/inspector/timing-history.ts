import { editor } from '../store/editor-store.ts';

/** Frames looked back at. */
const KEPT = 60;
const none: readonly number[] = [];
const byNode = new Map<string, readonly number[]>();
let lastReports: unknown = null;
let lastProduction: string | null = null;

/** Times of a node in the last frames it ran in, oldest first. @unit ms */
export function timingsOf(node: string): readonly number[] {
  return byNode.get(node) ?? none;
}

/** Remembers node times as reports come, so that a node selected later already has its history. */
export function watchTimings(): () => void {
  return editor.subscribe(({ run }) => {
    if (run.currentId !== lastProduction) byNode.clear();
    lastProduction = run.currentId;
    if (run.reports === lastReports) return;
    lastReports = run.reports;
    for (const [node, { durationMs }] of Object.entries(run.reports)) {
      if (durationMs !== null) byNode.set(node, [...timingsOf(node), durationMs].slice(-KEPT));
    }
  });
}

/** The middle one of some numbers; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle];
  if (high === undefined) return null;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? high)) / 2;
}

/** SVG path of numbers in a 100 x 22 box, from 0 at the bottom to the largest at the top. */
export function sparkline(values: readonly number[]): string {
  const most = Math.max(...values, 1e-9);
  const step = 100 / Math.max(1, values.length - 1);
  return values
    .map(
      (value, index) =>
        `${index === 0 ? 'M' : 'L'}${(index * step).toFixed(1)} ${(21 - (value / most) * 19).toFixed(1)}`,
    )
    .join('');
}
