import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyDefinition, param } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { awayClients } from '../testing/away-clients.ts';
import { fakeEngines } from '../testing/fake-engines.ts';
import { fakeGraph, loopGraph } from '../testing/fake-kit.ts';
import { FAKE_NODES } from '../testing/fake-nodes.ts';
import { checkChoices } from './check-choices.ts';

const redraw: AnyDefinition = {
  ...{ type: 'Redraw', version: 1, title: 'Redraw', category: 'generate', icon: 'M0 0', doc: 'Redraws.' },
  ...{ inputs: {}, outputs: {}, varies: 'inputs', hasMemory: false, evaluate: () => ({}) },
  params: {
    checkpoint: param.text({
      ...{ default: '', maxLength: 200, doc: 'Model.', widget: 'engine-list' },
      ...{ engineKind: 'comfyui', engineList: 'checkpoints' },
    }),
  },
};

test('[CL19] a film is refused when it names what is certainly not there; a graph without servers asks nobody', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'epoch-choices-'));
  const definitions = new Map([...FAKE_NODES, redraw].map((node) => [node.type, node]));
  let opened = 0;
  let closed = 0;
  const world = {
    async openEngines() {
      opened += 1;
      const lists = async () => ({ name: 'ComfyUI', lists: { checkpoints: ['moss.safetensors'] } });
      const engines = await fakeEngines(folder, { ...awayClients, lists });
      const close = async () => {
        closed += 1;
      };
      return { ...engines, close };
    },
  };
  const check = (checkpoint: string) =>
    checkChoices(fakeGraph([['r', 'Redraw', { checkpoint }]], []), definitions, world, undefined);
  await expect(check('fern.safetensors')).rejects.toThrow(
    /^This graph asks for what is not there:\n {2}error \[Redraw, r\]: Checkpoint of Redraw is "fern\.safetensors"/,
  );
  await check('moss.safetensors');
  await check('');
  expect([opened, closed]).toEqual([3, 3]);
  await checkChoices(loopGraph(), definitions, world, undefined);
  expect(opened).toBe(3);
  rmSync(folder, { recursive: true, force: true });
});
