import { type GraphNode, isConstant, type NodeCard, type ParamSpec } from '@epoch/graph-runtime/model';
import type { WireNodeReport } from '@epoch/graph-runtime/protocol';
import { type ScheduleFilm, valueAt } from '@epoch/graph-runtime/schedule';
import { formatNumber } from '../ui/number-text.ts';

type Value = WireNodeReport['values'][string];

/** A number or switch as a row shows it; null for texts, which have no room there. */
export function shortValue(value: Value | undefined, spec: ParamSpec | null): string | null {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  if (spec !== null && (spec.kind === 'number' || spec.kind === 'integer')) {
    const range = { min: spec.min, max: spec.max, step: spec.step, integer: spec.kind === 'integer' };
    return formatNumber(value, range);
  }
  return Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 3 : 1);
}

/** What a param is at a frame when no wire drives it. @unit frame: frames from 0 */
export function ownValue(node: GraphNode, port: string, spec: ParamSpec, frame: number, film?: ScheduleFilm): Value {
  return valueAt(node.params[port], spec, frame, film);
}

/** Milliseconds of the last frame: `=` when nothing changed and the node was not asked. */
export function timeText(report: WireNodeReport | undefined): string {
  if (report === undefined) return '';
  if (report.durationMs === null) return '=';
  const ms = report.durationMs;
  if (ms >= 9_950) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 9.95 ? ms.toFixed(1).replace(/\.0$/, '') : Math.round(ms)} ms`;
}

/** What a node did in the film's last frame. @unit frame: frames from 0; null before the first */
interface LastGiven {
  readonly report: WireNodeReport | undefined;
  readonly frame: number | null;
  /** Names of its wired inputs, parted by blanks. */
  readonly wired: string;
}

/**
 * The text in the box on the face of a node that gives texts: what it gave last, before that the param of the same
 * name at this frame. So too where a person looks at another frame than the film's last and the param changes over
 * time. null for a node that gives none, so that the box never comes and goes with the values.
 */
export function textOnFace(
  card: NodeCard,
  node: GraphNode,
  last: LastGiven,
  frame: number,
  film?: ScheduleFilm,
): string | null {
  const port = Object.keys(card.outputs).find((name) => card.outputs[name]?.type === 'text');
  if (port === undefined) return null;
  const given = last.report?.values[port];
  const own = node.params[port];
  const changes = own !== undefined && !isConstant(own) && !last.wired.split(' ').includes(port);
  if (typeof given === 'string' && !(changes && last.frame !== frame)) return given;
  const spec = card.params[port];
  return spec === undefined ? '' : String(ownValue(node, port, spec, frame, film));
}
