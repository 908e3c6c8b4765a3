import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clientsAnswering, fakeEngines } from '../testing/fake-engines.ts';
import { fakeKit } from '../testing/fake-kit.ts';
import { fakeTerminal } from '../testing/fake-terminal.ts';
import { doctor } from './doctor.ts';
import { type Check, lookAtComfy, lookAtNode } from './doctor-checks.ts';
import { EXIT } from './exit-codes.ts';
import type { World } from './world.ts';

const world: World = {
  dataFolder: join(tmpdir(), 'epoch-doctor-none'),
  nodes: async () => fakeKit(),
  openKit: async () => fakeKit(),
  openEngines: () => fakeEngines(join(tmpdir(), 'epoch-doctor-none')),
};
const check = (name: string, state: 'there' | 'absent' | 'missing', todo = ''): Check => ({
  name,
  look: async () => ({ state, found: `${name} found`, todo }),
});

test('[CL13] what is absent but not needed does not fail, what is missing does, and both say what to do', async () => {
  const terminal = fakeTerminal();
  expect(await doctor([], terminal, world, [check('a', 'there'), check('b', 'absent', 'Get b.')])).toBe(EXIT.ok);
  expect(terminal.outLines.join('\n')).toContain('Get b.');
  expect(await doctor([], terminal, world, [check('c', 'missing', 'Get c.')])).toBe(EXIT.failed);
  expect(terminal.outLines.at(-1)).toBe('1 needed thing is missing.');
});

test('[CL13] a check that throws counts as missing, with its words', async () => {
  const terminal = fakeTerminal();
  const broken: Check = { name: 'nodes', look: () => Promise.reject(new Error('kernel not built')) };
  expect(await doctor([], terminal, world, [broken])).toBe(EXIT.failed);
  expect(terminal.outLines[0]).toContain('kernel not built');
});

test('[CL13] Node.js from 20.19 on is enough', () => {
  const states = ['18.20.1', '20.18.0', '20.19.0', '22.0.0'].map((version) => lookAtNode(version).state);
  expect(states).toEqual(['missing', 'missing', 'there', 'there']);
});

test('[CL13] a ComfyUI that answers is told, of several the first; without one the sentence and what to do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'epoch-doctor-'));
  const look = (...answering: string[]) =>
    lookAtComfy({ ...world, openEngines: () => fakeEngines(folder, clientsAnswering(...answering)) });
  expect(await look()).toMatchObject({ state: 'absent', found: 'Nothing answers there.' });
  expect((await look()).todo).toMatch(/built-in Dream engine needs none/);
  expect(await look('127.0.0.1')).toMatchObject({ state: 'there', todo: '' });
  const { store } = await fakeEngines(folder);
  for (const host of ['attic', 'studio', 'cellar']) {
    await store.create({ name: host, kind: 'comfyui', url: `http://${host}:8188` });
  }
  expect((await look('cellar', 'studio')).found).toBe('ComfyUI 0.26.0 answers at http://studio:8188.');
  rmSync(folder, { recursive: true, force: true });
});
