import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { fakeKit } from '../testing/fake-kit.ts';
import { fakeTerminal } from '../testing/fake-terminal.ts';
import { doctor } from './doctor.ts';
import { type Check, lookAtComfy, lookAtNode } from './doctor-checks.ts';
import { EXIT } from './exit-codes.ts';
import type { World } from './world.ts';

const world: World = { nodes: async () => fakeKit(), openKit: async () => fakeKit() };
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

test('[CL13] ComfyUI is told from something else on its port, and from nothing', async () => {
  let body = '{"system":{}}';
  const server = createServer((_request, response) => response.end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  expect(await lookAtComfy(url)).toMatchObject({ state: 'there' });
  body = '{"hello":1}';
  expect(await lookAtComfy(url)).toMatchObject({ state: 'absent', found: `something else answers at ${url}` });
  await new Promise((resolve) => server.close(resolve));
  expect(await lookAtComfy(url)).toMatchObject({ state: 'absent', found: `does not answer at ${url}` });
});
