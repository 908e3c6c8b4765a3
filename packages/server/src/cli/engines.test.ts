import { afterAll, expect, test } from 'vitest';
import { cliStage } from '../testing/cli-stage.ts';
import { fakeEngines } from '../testing/fake-engines.ts';

const stage = cliStage();
afterAll(() => stage.end());

test('[CL17] engines asks every server, a line each, and fails when one cannot be used', async () => {
  const nothing = await stage.cli('engines');
  expect(nothing).toMatchObject({ exit: 1, err: '' });
  expect(nothing.out).toBe('FAIL ComfyUI (comfyui, tried by default) at http://127.0.0.1:8188: Nothing answers there.');
  const folder = stage.newName('data');
  const { store } = await fakeEngines(folder);
  const { id } = await store.create({ name: 'Studio', kind: 'comfyui', url: 'http://good:8188' });
  const good = await stage.cli('engines', '--data', folder);
  expect(good).toMatchObject({
    exit: 0,
    out: 'ok   Studio (comfyui) at http://good:8188: ComfyUI 0.26.0 answers at http://good:8188.',
  });
  await store.create({
    name: 'Forge',
    kind: 'a1111',
    url: 'http://bad:7860',
    headers: { Authorization: 'Basic hunter22' },
  });
  const json = await stage.cli('engines', '--json', '--data', folder);
  expect(json.exit).toBe(1);
  expect(json.out).not.toContain('hunter22');
  expect(JSON.parse(json.out)).toMatchObject([
    { id, name: 'Studio', report: { ok: true, version: '0.26.0' } },
    { name: 'Forge', headerNames: ['Authorization'], report: { ok: false, message: 'Nothing answers there.' } },
  ]);
});

test('[CL17] other options are refused', async () => {
  expect(await stage.cli('engines', '--loud')).toMatchObject({ exit: 2 });
  expect((await stage.cli('engines', 'Studio')).err).toMatch(/takes --json and --data DIR only/);
});
