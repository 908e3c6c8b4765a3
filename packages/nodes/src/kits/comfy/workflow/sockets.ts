import type { ExposedSocket, ParamScalar } from '@epoch/graph-runtime/model';
import type { ApiGraph, ApiValue, ComfyInput } from '../comfy.ts';
import { type ClassTable, nodeOf, type Place, titleOf, valueAt } from './api-graph.ts';
import { isPictureInput } from './pixel-path.ts';
import type { Role } from './roles.ts';

const MAX_CHOICES = 2000;
const MAX_CHOICE_LENGTH = 500;
const MAX_TEXT = 20_000;

type Kind = ExposedSocket['kind'];

/**
 * The socket that drives some places: its kind, limits and choices are those of the first place's class, its default is
 * what stands there now. A default that the document could not keep exactly (a seed above 2^53) is left out: then the
 * workflow's own value stays.
 */
export function socketFor(
  graph: ApiGraph,
  classes: ClassTable,
  { label, role, places }: { readonly label: string; readonly role: Role; readonly places: readonly Place[] },
): ExposedSocket {
  const [first] = places;
  const value = first === undefined ? undefined : valueAt(graph, first);
  const known = first && classes.get(nodeOf(graph, first.node)?.class_type ?? '')?.inputs[first.input];
  const kind: Kind =
    first !== undefined && isPicture(graph, classes, first) ? 'raster' : kindOf(known, value, first?.input ?? '');
  const given = defaultOf(kind, value);
  const isNumber = kind === 'number' || kind === 'integer';
  const choices = kind === 'choice' ? choicesOf(known) : null;
  return {
    kind,
    label: label.slice(0, 120),
    role,
    targets: places.slice(0, 64).map(({ node, input }) => ({ node, input })),
    ...(given === undefined ? {} : { default: given }),
    ...(isNumber && known?.min !== undefined ? { min: safe(known.min) } : {}),
    ...(isNumber && known?.max !== undefined ? { max: safe(known.max) } : {}),
    ...(choices === null ? {} : { choices }),
  };
}

export interface FreeSocket extends Place {
  readonly title: string;
  readonly socket: ExposedSocket;
}

/** Every input with a value of its own that no binding drives yet, in the order of the workflow. */
export function freeSockets(
  graph: ApiGraph,
  classes: ClassTable,
  taken: readonly Place[],
  roleOf: (place: Place) => Role,
): FreeSocket[] {
  return Object.entries(graph).flatMap(([node, told]) =>
    Object.entries(told.inputs).flatMap(([input, value]): FreeSocket[] => {
      const place = { node, input };
      if (typeof value === 'object' || taken.some((other) => other.node === node && other.input === input)) return [];
      const title = titleOf(told) || told.class_type;
      const label = `${title}: ${input}`;
      return [{ ...place, title, socket: socketFor(graph, classes, { label, role: roleOf(place), places: [place] }) }];
    }),
  );
}

function isPicture(graph: ApiGraph, classes: ClassTable, { node, input }: Place): boolean {
  return input === 'image' && isPictureInput(graph, classes, node);
}

function kindOf(known: ComfyInput | undefined, value: ApiValue | undefined, input: string): Kind {
  switch (known?.type) {
    case 'INT':
      return 'integer';
    case 'FLOAT':
      return 'number';
    case 'BOOLEAN':
      return 'boolean';
    case 'COMBO':
      return choicesOf(known) === null || typeof value !== 'string' ? 'text' : 'choice';
    case 'STRING':
      return 'text';
    default:
      break;
  }
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value !== 'number') return 'text';
  // A class that nothing is known of: 1 may be one of many whole numbers or a strength.
  return Number.isInteger(value) && /seed|steps?$|count|width|height|size|^value$|^int/.test(input)
    ? 'integer'
    : 'number';
}

function choicesOf(known: ComfyInput | undefined): string[] | null {
  const { choices } = known ?? {};
  if (choices === null || choices === undefined || choices.length === 0 || choices.length > MAX_CHOICES) return null;
  return choices.every((choice) => choice.length <= MAX_CHOICE_LENGTH) ? [...choices] : null;
}

function defaultOf(kind: Kind, value: ApiValue | undefined): ParamScalar | undefined {
  switch (kind) {
    case 'raster':
      return undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
    case 'text':
    case 'choice':
      return typeof value === 'string' && value.length <= MAX_TEXT ? value : undefined;
  }
}

/** Limits of 64 bit are brought to what a number keeps exactly. */
function safe(limit: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, limit));
}
