import { asObject, isList, type Json } from '../../../engines/wire/json-read.ts';
import type { ApiValue, ComfyClass } from '../../comfy.ts';
import type { UiNode } from './ui-format.ts';

/** What the editor's second widget after a seed may say. */
const AFTER_GENERATE = new Set<Json>(['fixed', 'increment', 'decrement', 'randomize']);
/** What the editor's upload button, button rows and second widgets leave at the end. */
const MEANINGLESS = new Set<Json>([...AFTER_GENERATE, 'image', 'video', 'audio', '', null]);
const SEEDS = new Set(['seed', 'noise_seed']);

export interface WidgetValues {
  readonly values: ReadonlyMap<string, ApiValue>;
  /** Sentences about values that could not be told apart. */
  readonly remarks: readonly string[];
}

/**
 * The values of a node's widgets by the names of its inputs. The editor saves them by position only; the order is that of
 * the class. An unknown class is read by the sockets that its widgets have, as far as it has them.
 *
 * @param name the node in words, for the remarks
 */
export function widgetValues(node: UiNode, known: ComfyClass | undefined, name: string): WidgetValues {
  const named = asObject(node.widgets);
  if (named !== null) return { values: new Map(Object.entries(named).map(wrapped)), remarks: [] };
  const saved = isList(node.widgets) ? node.widgets : [];
  if (saved.length === 0) return { values: new Map(), remarks: [] };
  const widgetSockets = node.inputs.filter(({ isWidget }) => isWidget).map((input) => input.name);
  const isTold = known !== undefined && !changesItsWidgets(known);
  const order = isTold ? known.order : widgetSockets;
  if (!isTold && !isWhole(order, saved)) return { values: new Map(), remarks: [unknown(name)] };

  const values = new Map<string, ApiValue>();
  const remarks: string[] = known === undefined ? [guessed(name)] : [];
  let at = 0;
  for (const input of order) {
    if (at >= saved.length) break;
    const value = saved[at] ?? null;
    at += 1;
    if (fits(value, known?.inputs[input]?.type)) values.set(...wrapped([input, value]));
    else remarks.push(misfit(name, input));
    if (hasSecond(input, known) && AFTER_GENERATE.has(saved[at] ?? null)) at += 1;
  }
  if (saved.slice(at).some((value) => !MEANINGLESS.has(value))) remarks.push(leftOver(name));
  return { values, remarks };
}

/** Classes of the third kind may show other widgets for each choice; then only the node itself tells which it has. */
function changesItsWidgets({ inputs }: ComfyClass): boolean {
  return Object.values(inputs).some(({ type }) => type === 'COMFY_DYNAMICCOMBO_V3');
}

/** Whether there is a name for each value. The editor lists only some of the sockets, unless it was told otherwise. */
function isWhole(order: readonly string[], saved: readonly Json[]): boolean {
  const seconds = saved.filter((value, at) => at > 0 && AFTER_GENERATE.has(value)).length;
  return order.length === saved.length - (order.some((input) => SEEDS.has(input)) ? seconds : 0);
}

function hasSecond(input: string, known: ComfyClass | undefined): boolean {
  return SEEDS.has(input) || known?.inputs[input]?.extraWidget === true;
}

/** A list would look like a link; ComfyUI takes it wrapped. */
function wrapped([input, value]: readonly [string, ApiValue]): [string, ApiValue] {
  return [input, Array.isArray(value) ? { __value__: value } : value];
}

function fits(value: Json, type: string | undefined): boolean {
  switch (type) {
    case 'INT':
      return typeof value === 'bigint' || Number.isInteger(value);
    case 'FLOAT':
      return typeof value === 'number';
    case 'STRING':
      return typeof value === 'string';
    case 'BOOLEAN':
      return typeof value === 'boolean';
    default:
      return true;
  }
}

const advice = 'Open the workflow in ComfyUI and use "Export (API)" to bring it here exactly.';
const unknown = (name: string) =>
  `${name}: its class is not known well enough here to tell its saved values apart; they were left out. ${advice}`;
const leftOver = (name: string) =>
  `${name}: it has saved values that this version of the class has no inputs for, so some may have gone to the wrong one. ${advice}`;
const guessed = (name: string) =>
  `${name}: its class is not known here; its values were matched to its sockets in their order.`;
const misfit = (name: string, input: string) =>
  `${name}: the saved value of ${input} is of another kind than this version of the class wants, and was left out. ${advice}`;
