import { EpochError } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { createFleet, type FleetTask } from './fleet.ts';
import type { EngineAddress } from './servers.ts';
import { wireError } from './wire/failure.ts';

const named = (name: string): EngineAddress => ({
  ...{ id: name, name, kind: 'comfyui', url: `http://${name}:8188`, headers: {} },
});
const away = (where: string) =>
  wireError({ kind: 'away', status: null, retryAfterMs: 4000, unsent: true }, `${where} is off.`);

/** Servers by name, each with what it has; null for one that is off. */
function stage(has: Record<string, readonly string[] | null>) {
  const asked: string[] = [];
  const worked: string[] = [];
  const fleet = createFleet({
    ...{ addresses: { of: () => Object.keys(has).map(named) }, kind: 'comfyui', called: 'ComfyUI', random: () => 0.5 },
    load: async () => 0,
    async read({ name }) {
      asked.push(name);
      const files = has[name];
      if (files === null || files === undefined) throw away(name);
      return { name, files };
    },
  });
  const needs = (file: string): FleetTask<{ name: string; files: readonly string[] }, string, string> => ({
    ...{ server: '', before: '', signal: new AbortController().signal },
    async prepare(facts) {
      const { name, files } = await facts();
      if (files.includes(file)) return file;
      throw new EpochError('ENGINE_REFUSED', `${file} is not on ${name}.`, { detail: { param: 'checkpoint' } });
    },
    async work({ name }, prepared) {
      worked.push(name);
      return `${prepared} of ${name}`;
    },
  });
  return { has, asked, worked, fleet, needs };
}

test('[EP9] a server that lacks what is needed is passed over for one that has it, without being asked again each time', async () => {
  const { fleet, needs, asked, worked } = stage({ a: ['x'], b: ['y'] });
  expect(await fleet.run(needs('y'))).toBe('y of b');
  expect(await fleet.run(needs('y'))).toBe('y of b');
  expect(await fleet.run(needs('x'))).toBe('x of a');
  expect(asked).toEqual(['a', 'b']);
  expect(worked).toEqual(['b', 'b', 'a']);
});

test('[EP9] what all of them lack is looked for anew, and then refused in the words of the first', async () => {
  const { fleet, needs, has, asked } = stage({ a: ['x'], b: ['y'] });
  await expect(fleet.run(needs('z'))).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    message: 'z is not on a.',
    detail: { param: 'checkpoint' },
  });
  expect(asked).toEqual(['a', 'b', 'a', 'b']);
  has.b = ['z'];
  expect(await fleet.run(needs('z'))).toBe('z of b');
  await expect(fleet.run({ ...needs('x'), server: 'b' })).rejects.toThrow('x is not on b.');
});

test('[EP15] only once all lack something may a task do without, and not while one is away that may have it', async () => {
  const { fleet, needs, has } = stage({ a: ['x'], b: ['x'] });
  const looks: boolean[] = [];
  const prepare: FleetTask<unknown, string, string>['prepare'] = async (facts, lastLook) => {
    await facts();
    looks.push(lastLook);
    if (lastLook) return 'without';
    throw new EpochError('ENGINE_REFUSED', 'y is not there.');
  };
  expect(await fleet.run({ ...needs('y'), prepare })).toBe('without of a');
  expect(looks).toEqual([false, false, true]);
  has.b = null;
  fleet.forget(named('b'));
  await expect(fleet.run({ ...needs('y'), prepare })).rejects.toMatchObject({ code: 'ENGINE_AWAY' });
  expect(looks.slice(3)).toEqual([false, false]);
});

test('[EP10] while one that may have it is away the job waits, and is told of all', async () => {
  const { fleet, needs, has, worked } = stage({ a: ['x'], b: null });
  await expect(fleet.run(needs('y'))).rejects.toMatchObject({
    code: 'ENGINE_AWAY',
    message: 'None of 2 ComfyUI servers can do it. b is off. y is not on a.',
    detail: { retryAfterMs: 4500 },
  });
  has.b = ['y'];
  expect(await fleet.run(needs('y'))).toBe('y of b');
  expect(worked).toEqual(['b']);
});

test('[EP11] once something was sent a refusal is for good, and another failure goes on as it is', async () => {
  const { fleet, needs, worked } = stage({ a: ['x'], b: ['x'] });
  for (const failure of [new EpochError('ENGINE_REFUSED', 'No.'), new Error('a defect')]) {
    const work = async (address: EngineAddress): Promise<string> => {
      worked.push(address.name);
      throw failure;
    };
    await expect(fleet.run({ ...needs('x'), work })).rejects.toBe(failure);
  }
  expect(worked).toEqual(['a', 'a']);
});

test('[EP12] what is known of a server that went away is asked anew when it is back', async () => {
  const { fleet, needs, has } = stage({ a: ['x'] });
  await fleet.run(needs('x'));
  const work = async () => Promise.reject(away('a'));
  await expect(fleet.run({ ...needs('x'), work })).rejects.toMatchObject({ code: 'ENGINE_AWAY' });
  has.a = ['y'];
  await expect(fleet.run(needs('x'))).rejects.toThrow('x is not on a.');
});

test('[EP13] a stop is heard while the servers are looked for, and no other server is tried after it', async () => {
  const { fleet, needs, worked } = stage({ a: ['x'], b: ['x'] });
  const stop = new AbortController();
  const reason = new Error('enough');
  const prepare = async () => {
    stop.abort(reason);
    throw away('a');
  };
  await expect(fleet.run({ ...needs('x'), prepare, signal: stop.signal })).rejects.toBe(reason);
  const dead = createFleet({
    ...{ addresses: { of: () => [named('a'), named('b')] }, kind: 'comfyui', called: 'ComfyUI' },
    load: () => new Promise<number>(() => {}),
    read: async () => ({ name: 'a', files: ['x'] }),
  });
  await expect(dead.run({ ...needs('x'), signal: stop.signal })).rejects.toBe(reason);
  expect(worked).toEqual([]);
});

test('[EP14] the server that was asked before is asked first', async () => {
  const { fleet, needs } = stage({ a: ['x'], b: ['x'] });
  expect(await fleet.run({ ...needs('x'), before: 'http://b:8188' })).toBe('x of b');
  expect(await fleet.run({ ...needs('x'), before: 'http://gone:8188' })).toBe('x of a');
});
