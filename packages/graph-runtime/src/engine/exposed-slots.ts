import { type AnyDefinition, type ExposedValue, type GraphNode, isRaster, lookUp } from '../model/index.ts';
import type { ExposedSlot } from './frame-plan.ts';

const NO_SLOTS: readonly ExposedSlot[] = [];
const NO_VALUES: readonly ExposedValue[] = [];

/** The sockets of one box that are not its type's, in the order of the document. */
export function exposedSlots<S>(
  { exposed, params }: GraphNode,
  definition: AnyDefinition<S>,
  isWired: (port: string) => boolean,
): readonly ExposedSlot[] {
  if (definition.exposes !== true || exposed === undefined) return NO_SLOTS;
  return Object.entries(exposed).map(([name, socket]) => ({
    name,
    socket,
    among: socket.kind === 'raster' ? 'inputs' : 'params',
    given: socket.default !== undefined || lookUp(params, name) !== undefined || isWired(name),
  }));
}

/** Labels are for people; everything else about a socket may change what the node makes. */
export function exposedKeyOf<S>({ exposed }: GraphNode, { exposes }: AnyDefinition<S>): string {
  if (exposes !== true || exposed === undefined) return '';
  return JSON.stringify(Object.entries(exposed).map(([name, { label: _, ...socket }]) => [name, socket]));
}

/** What the sockets hold in this frame, from what was read for the step anyway. */
export function exposedValues(
  slots: readonly ExposedSlot[],
  inputs: Readonly<Record<string, unknown>>,
  params: Readonly<Record<string, number | boolean | string>>,
): readonly ExposedValue[] {
  if (slots.length === 0) return NO_VALUES;
  return slots.map(({ name, socket, among, given }) => {
    const picture = among === 'inputs' ? inputs[name] : undefined;
    const value = isRaster(picture) ? picture : given ? params[name] : undefined;
    return { ...socket, name, value };
  });
}
