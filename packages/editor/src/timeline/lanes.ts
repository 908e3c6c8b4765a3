import {
  type Catalogue,
  cardOfBox,
  type GraphDocument,
  type GraphNode,
  isKeyframed,
  isScheduled,
  type Keyframe,
  type ParamInput,
  type ParamSpec,
} from '@epoch/graph-runtime/model';
import type { CueRecord } from '@epoch/graph-runtime/protocol';
import { filmOf, type ScheduleFilm } from '@epoch/graph-runtime/schedule';
import { edgeInto, labelOf } from '../inspector/param-state.ts';

/**
 * A param that changes over time. `blocks` shows text as blocks, `curve` numbers as a line, `steps` everything that
 * jumps, `schedule` what a text makes of the film.
 */
export interface ParamLane {
  readonly kind: 'blocks' | 'curve' | 'steps' | 'schedule';
  readonly id: string;
  readonly label: string;
  readonly node: string;
  readonly param: string;
  readonly spec: ParamSpec;
  readonly input: ParamInput;
  readonly keys: readonly Keyframe[];
  readonly film: ScheduleFilm;
  /** A wire wins over the keys: they are kept, and drawn faintly. */
  readonly wired: boolean;
}

export interface CueLane {
  readonly kind: 'cues';
  readonly id: string;
  readonly label: string;
  readonly node: string;
  readonly cues: readonly CueRecord[];
}

export type Lane = ParamLane | CueLane;

/** Lanes from the top: text first, then numbers, then switches, then cues; inside each kind as the graph lists nodes. */
export function lanesOf(document: GraphDocument, catalogue: Catalogue, cues: readonly CueRecord[]): readonly Lane[] {
  const film = filmOf(document);
  const params = Object.values(document.nodes).flatMap((node) => paramLanesOf(document, node, catalogue, film));
  const order = ['blocks', 'curve', 'schedule', 'steps'] as const;
  const sorted = order.flatMap((kind) => params.filter((lane) => lane.kind === kind));
  return [...distinctLabels(sorted, document, catalogue), ...cueLanesOf(document, catalogue, cues)];
}

function paramLanesOf(
  document: GraphDocument,
  node: GraphNode,
  catalogue: Catalogue,
  film: ScheduleFilm,
): readonly ParamLane[] {
  const card = cardOfBox(catalogue, node);
  if (card === undefined) return [];
  return Object.entries(card.params).flatMap(([param, spec]) => {
    const input = node.params[param];
    const scheduled = isScheduled(input);
    if (!scheduled && !isKeyframed(input)) return [];
    const kind = scheduled ? 'schedule' : kindOf(spec);
    const wired = edgeInto(document, node.id, param) !== null;
    const label = labelOf(param, spec).toLowerCase();
    const keys = isKeyframed(input) ? input.keys : [];
    return [{ kind, id: `${node.id}.${param}`, label, node: node.id, param, spec, input, keys, film, wired }];
  });
}

function kindOf({ kind }: ParamSpec): 'blocks' | 'curve' | 'steps' {
  if (kind === 'text') return 'blocks';
  return kind === 'number' || kind === 'integer' ? 'curve' : 'steps';
}

/** Two lanes of the same name get the title of their node behind it, numbered where titles are the same too. */
function distinctLabels(lanes: readonly ParamLane[], document: GraphDocument, catalogue: Catalogue): readonly Lane[] {
  const times = new Map<string, number>();
  for (const { label } of lanes) times.set(label, (times.get(label) ?? 0) + 1);
  return lanes.map((lane) => {
    if (times.get(lane.label) === 1) return lane;
    const title = titleOf(document, catalogue, lane.node);
    const alike = Object.keys(document.nodes).filter((id) => titleOf(document, catalogue, id) === title);
    const number = alike.length > 1 ? ` ${alike.indexOf(lane.node) + 1}` : '';
    return { ...lane, label: `${lane.label}, ${title}${number}` };
  });
}

function cueLanesOf(document: GraphDocument, catalogue: Catalogue, cues: readonly CueRecord[]): readonly CueLane[] {
  const nodes = [...new Set(cues.map((cue) => cue.node))];
  return nodes.map((node) => ({
    kind: 'cues',
    id: `${node}.cues`,
    label: titleOf(document, catalogue, node).toLowerCase(),
    node,
    cues: cues.filter((cue) => cue.node === node),
  }));
}

/** The user's own name of a node, else the title of its type, else its id. */
export function titleOf(document: GraphDocument, catalogue: Catalogue, node: string): string {
  const found = document.nodes[node];
  if (found === undefined) return node;
  return found.title ?? catalogue[found.type]?.title ?? found.type;
}

/** Length of the film, or while it has none: room for half as much again as there is, at least 600. @unit frames */
export function timelineLength(total: number | null, framesDone: number, lastKey: number): number {
  if (total !== null) return Math.max(1, total);
  const needed = Math.max(600, Math.ceil(framesDone * 1.5), Math.ceil(lastKey * 1.1));
  return Math.ceil(needed / 100) * 100;
}

export function lastKeyOf(lanes: readonly Lane[]): number {
  const frames = lanes.flatMap((lane) =>
    lane.kind === 'cues' ? lane.cues.map((cue) => cue.frame ?? 0) : lane.keys.map((key) => key.frame),
  );
  return frames.reduce((latest, frame) => Math.max(latest, frame), 0);
}
