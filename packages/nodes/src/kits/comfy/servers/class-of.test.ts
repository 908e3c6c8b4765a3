import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { field, readJson } from '../../engines/wire/json-read.ts';
import { readClass } from './class-of.ts';
import { listsFrom } from './lists.ts';

/** Classes as a real server told them: one in each line. */
function recorded(version: string) {
  const file = new URL(`../fake/recordings/${version}/object-info.jsonl`, import.meta.url);
  const classes = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => readJson(line));
  return (type: string) => readClass(classes.find((told) => field(told, 'name') === type));
}

test.each(['0.26.0', '0.3.64'])(
  '[EO1] %s: widgets stand in their order, with the extra ones of the editor',
  (version) => {
    const classOf = recorded(version);
    const sampler = classOf('KSampler');
    expect(sampler?.order).toEqual(['seed', 'steps', 'cfg', 'sampler_name', 'scheduler', 'denoise']);
    expect(sampler?.inputs.seed).toMatchObject({ type: 'INT', default: 0, min: 0, max: 2 ** 64, extraWidget: true });
    expect(sampler?.inputs.model).toMatchObject({ type: 'MODEL', required: true, choices: null });
    expect(sampler?.outputs).toEqual(['LATENT']);
    expect(classOf('LoadImage')?.inputs.image).toMatchObject({ type: 'COMBO', extraWidget: true });
    expect(classOf('CLIPTextEncode')?.inputs.text).toMatchObject({
      type: 'STRING',
      multiline: true,
      extraWidget: false,
    });
    expect(classOf('SaveImage')?.outputNode).toBe(true);
  },
);

test.each(['0.26.0', '0.3.64'])('[EO2] %s: lists are read in both forms that a server gives them', (version) => {
  const classOf = recorded(version);
  const listed = classOf('KSampler')?.inputs.sampler_name?.choices;
  expect(listed).toContain('dpmpp_2m');
  expect(classOf('KSamplerSelect')?.inputs.sampler_name).toMatchObject({ type: 'COMBO', choices: listed });
});

test('[EO3] what is not as expected is left out, and no name of an object gets in', () => {
  expect(readClass(readJson('{}'))).toBeNull();
  expect(readClass(undefined)).toBeNull();
  const odd =
    '{"input":{"required":{"a":5,"b":[7],"c":["COMBO"],"__proto__":["INT"],"d":["INT",{"default":NaN}]}},"output":[["x"]]}';
  const read = readClass(readJson(odd));
  expect(Object.keys(read?.inputs ?? {})).toEqual(['c', 'd']);
  expect(read?.inputs.c?.choices).toBeNull();
  expect(read?.outputs).toEqual(['COMBO']);
  expect(read?.outputNode).toBe(false);
});

test('[EO4] the lists of a server are the choices of its loaders and of its sampler; none where a class is not there', () => {
  const classOf = recorded('0.26.0');
  const types = ['KSampler', 'CheckpointLoaderSimple', 'CLIPLoader', 'DualCLIPLoader', 'VAELoader'];
  const lists = listsFrom(new Map(types.map((type) => [type, classOf(type)])));
  expect(lists.checkpoints).toEqual(classOf('CheckpointLoaderSimple')?.inputs.ckpt_name?.choices);
  expect(lists.clipTypes).toContain('sd3');
  expect(new Set(lists.clipTypes).size).toBe(lists.clipTypes?.length);
  expect(lists.loras).toEqual([]);
});

test('[EO1] the editor gives a seed its second widget though an old class does not ask for it, and no other number', () => {
  const told = {
    input: { required: { seed: ['INT', {}], noise_seed: ['INT', {}], steps: ['INT', {}], cfg: ['FLOAT', {}] } },
  };
  const inputs = readClass(told)?.inputs ?? {};
  const extra = Object.entries(inputs).filter(([, { extraWidget }]) => extraWidget);
  expect(extra.map(([name]) => name)).toEqual(['seed', 'noise_seed']);
});
