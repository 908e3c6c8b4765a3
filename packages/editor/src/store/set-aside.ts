import { nodeSchema } from '@epoch/graph-runtime/model';
import type { EnginesSlice, SetAside } from './engines-slice.ts';

const STORAGE_KEY = 'epochstreamer.set-aside';
/** Boxes whose other types are remembered; those that were swapped longest ago go first. */
const MOST_BOXES = 60;

type Asides = EnginesSlice['aside'];

/** One more thing that was set aside; its box becomes the newest. @param box `<graph>/<node>` */
export function withSetAside(asides: Asides, box: string, type: string, aside: SetAside): Asides {
  const { [box]: known, ...others } = asides;
  const newest = Object.entries({ ...others, [box]: { ...known, [type]: aside } }).slice(-MOST_BOXES);
  return Object.fromEntries(newest);
}

/** Keeps it for later pages of this browser. */
export function storeSetAside(storage: Pick<Storage, 'setItem'>, asides: Asides): void {
  try {
    storage.setItem(STORAGE_KEY, JSON.stringify(asides));
  } catch {
    // A full or forbidden storage: this page still knows it.
  }
}

/** What earlier pages set aside, without anything that no box could hold. */
export function readSetAside(storage: Pick<Storage, 'getItem'> | null): Asides {
  try {
    const parsed: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? '{}');
    return mapped(parsed, (types) => mapped(types, asideOf));
  } catch {
    return {};
  }
}

function mapped<T>(value: unknown, read: (entry: unknown) => T | null): Record<string, T> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.flatMap(([key, entry]: [string, unknown]) => {
      const found = read(entry);
      return found === null ? [] : [[key, found]];
    }),
  );
}

function asideOf(value: unknown): SetAside | null {
  if (typeof value !== 'object' || value === null || !('params' in value) || !('wires' in value)) return null;
  const params = nodeSchema.shape.params.safeParse(value.params);
  const exposed = nodeSchema.shape.exposed.safeParse('exposed' in value ? value.exposed : undefined);
  if (!params.success || !exposed.success || !Array.isArray(value.wires)) return null;
  return { params: params.data, exposed: exposed.data, wires: value.wires.filter(isWire) };
}

function isWire(wire: unknown): wire is SetAside['wires'][number] {
  return (
    typeof wire === 'object' && wire !== null && 'from' in wire && 'to' in wire && isEnd(wire.from) && isEnd(wire.to)
  );
}

function isEnd(end: unknown): boolean {
  if (typeof end !== 'object' || end === null || !('node' in end) || !('port' in end)) return false;
  return typeof end.node === 'string' && typeof end.port === 'string';
}
