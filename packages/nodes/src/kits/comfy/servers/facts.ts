import type { EngineAddress } from '../../engines/servers.ts';
import { asText, field } from '../../engines/wire/json-read.ts';
import type { ComfyClass, ComfyFacts } from '../comfy.ts';
import type { Calls } from '../wire/calls.ts';
import { readClass } from './class-of.ts';
import { LIST_CLASSES, listsFrom } from './lists.ts';

export type FactCalls = Pick<Calls, 'systemStats' | 'objectInfo'>;

/**
 * Asks a server what it is and has. `calls` are asked for each time: a connection ends when its server leaves the
 * settings, and the server may come back.
 *
 * @throws EpochError as the calls do
 */
export async function readFacts({ name, url }: EngineAddress, calls: () => FactCalls): Promise<ComfyFacts> {
  const classes = new Map<string, Promise<ComfyClass | null>>();

  /** A class that is not there is asked for anew each time: the user may be installing it. */
  async function classOf(type: string): Promise<ComfyClass | null> {
    const asked =
      classes.get(type) ??
      calls()
        .objectInfo(type)
        .then((told) => readClass(told ?? undefined));
    classes.set(type, asked);
    try {
      const found = await asked;
      if (found === null) classes.delete(type);
      return found;
    } catch (error) {
      classes.delete(type);
      throw error;
    }
  }

  const stats = await calls().systemStats();
  const version = asText(field(field(stats, 'system'), 'comfyui_version'));
  const found = await Promise.all(LIST_CLASSES.map(async (type) => [type, await classOf(type)] as const));
  return { name, url, version, lists: listsFrom(new Map(found)), classOf };
}
