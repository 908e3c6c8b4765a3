import { nearestAllowed } from './allowed.ts';
import type { Catalogue } from './card.ts';
import { cardOfBox } from './card-for-node.ts';
import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';
import type { GraphDocument, GraphNode, NodeId } from './graph.ts';
import { isConstant, isScheduled, type Keyframe, type ParamScalar, type ParamSpec } from './param.ts';
import { labelOf, lookUp, titleOf } from './words.ts';

/** A longer text is not repeated in a sentence. @unit characters */
const LONGEST_SHOWN = 200;

/** Every param is one that its node has, of its kind, within its limits, with its keys in order. */
export function checkParams(document: GraphDocument, catalogue: Catalogue): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const node of Object.values(document.nodes)) {
    const card = cardOfBox(catalogue, node);
    // A newer node may have params that this program has no word for; one sentence about the version is enough.
    if (card === undefined || node.version > card.version) continue;
    const title = titleOf(document, catalogue, node.id);
    for (const [name, spec] of Object.entries(card.params)) {
      const problem = checkParam({ node, title, name, spec });
      if (problem !== null) problems.push(problem);
    }
    for (const name of Object.keys(node.params)) {
      if (lookUp(card.params, name) === undefined) problems.push(unknownParam(node.id, title, name));
    }
  }
  return problems;
}

interface Place {
  readonly node: GraphNode;
  readonly title: string;
  readonly name: string;
  readonly spec: ParamSpec;
}

function checkParam(place: Place): Diagnostic | null {
  const input = lookUp(place.node.params, place.name);
  if (input === undefined) return null;
  if (isConstant(input)) return checkValue(place, input, null);
  if (isScheduled(input)) {
    // What stands in a schedule is judged where schedules are read (schedule/schedule-problems.ts).
    if (place.spec.keyframes === true) return null;
    return problem(place, 'param-keys', 'cannot change over time, but it has a schedule', place.spec.default, null);
  }
  const first = input.keys[0];
  if (first === undefined) return problem(place, 'param-keys', 'has no keys in it', place.spec.default, null);
  if (place.spec.keyframes !== true) {
    return problem(
      place,
      'param-keys',
      'cannot change over time, but it has keys',
      settled(place.spec, first.value),
      null,
    );
  }
  return checkOrder(place, input.keys) ?? checkKeyValues(place, input.keys);
}

function checkOrder(place: Place, keys: readonly Keyframe[]): Diagnostic | null {
  for (let at = 1; at < keys.length; at += 1) {
    const [before, key] = [keys[at - 1], keys[at]];
    if (before === undefined || key === undefined || before.frame < key.frame) continue;
    const how = before.frame === key.frame ? 'has two keys at the same frame' : 'has keys that are not in frame order';
    return problem(place, 'param-keys', how, undefined, key.frame);
  }
  return null;
}

function checkKeyValues(place: Place, keys: readonly Keyframe[]): Diagnostic | null {
  for (const { value, frame } of keys) {
    const found = checkValue(place, value, frame);
    if (found !== null) return found;
  }
  return null;
}

function checkValue(place: Place, value: ParamScalar, frame: number | null): Diagnostic | null {
  const answer = nearestAllowed(place.spec, value);
  if (answer.allowed) return null;
  // A set-param cure would wipe the other keys away, so a bad key is only named.
  return problem(
    place,
    answer.wrong === 'type' ? 'param-type' : 'param-range',
    answer.why,
    frame === null ? answer.nearest : undefined,
    frame,
  );
}

function settled(spec: ParamSpec, value: ParamScalar): ParamScalar {
  const answer = nearestAllowed(spec, value);
  return answer.allowed ? value : answer.nearest;
}

function problem(
  { node, title, name, spec }: Place,
  code: DiagnosticCode,
  how: string,
  cureValue: ParamScalar | undefined,
  frame: number | null,
): Diagnostic {
  const label = labelOf(name, spec);
  const at = frame === null ? '' : ` (key at frame ${frame})`;
  const isLong = typeof cureValue === 'string' && cureValue.length > LONGEST_SHOWN;
  const shown = isLong ? `its first ${cureValue.length} characters` : JSON.stringify(cureValue);
  const todo = cureValue === undefined ? 'Change the key.' : isLong ? 'Shorten it.' : `Set it to ${shown}.`;
  return {
    severity: 'error',
    code,
    message: `${label} of ${title}${at} ${how}. ${todo}`,
    node: node.id,
    param: name,
    ...(frame === null ? {} : { frame }),
    ...(cureValue === undefined
      ? {}
      : {
          cure: {
            type: 'set-param',
            label: isLong ? `Cut ${label} to ${shown}` : `Set ${label} to ${shown}`,
            node: node.id,
            param: name,
            value: cureValue,
          },
        }),
  };
}

function unknownParam(node: NodeId, title: string, name: string): Diagnostic {
  const message = `${title} has no param "${name}"; what is set there has no effect.`;
  return { severity: 'warning', code: 'param-unknown', message, node, param: name };
}
