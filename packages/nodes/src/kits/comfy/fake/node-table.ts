import { setTimeout as pause } from 'node:timers/promises';
import type { NodeCall } from './node-call.ts';
import { pictureNodes } from './nodes-pictures.ts';
import { sampleNodes } from './nodes-sample.ts';
import { saveNodes } from './nodes-save.ts';
import { makeThings } from './nodes-things.ts';
import type { NodeResult } from './values.ts';

const TABLE = new Map(Object.entries({ ...pictureNodes, ...sampleNodes, ...saveNodes }));

export function isSampler(classType: string): boolean {
  return Object.hasOwn(sampleNodes, classType);
}

/** Runs one node. @throws NodeError */
export async function runNode(call: NodeCall): Promise<NodeResult> {
  const execute = TABLE.get(call.classType);
  if (execute !== undefined) return await execute(call);
  const { loadDelayMs } = call.run.world.faults;
  if (loadDelayMs > 0 && /Loader/.test(call.classType)) await pause(loadDelayMs);
  return makeThings(call);
}
