import type { NodeCall } from './node-call.ts';
import { pictureNodes } from './nodes-pictures.ts';
import { sampleNodes } from './nodes-sample.ts';
import { saveNodes } from './nodes-save.ts';
import { makeThings } from './nodes-things.ts';
import { hold } from './run-faults.ts';
import type { NodeResult } from './values.ts';

const TABLE = new Map(Object.entries({ ...pictureNodes, ...sampleNodes, ...saveNodes }));

/** Runs one node. @throws NodeError */
export async function runNode(call: NodeCall): Promise<NodeResult> {
  const execute = TABLE.get(call.classType);
  if (execute !== undefined) return await execute(call);
  if (/Loader/.test(call.classType)) await hold(call.run.world, 'loadDelayMs');
  return makeThings(call);
}
