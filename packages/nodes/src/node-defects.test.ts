import { param, port } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { defineNode } from './define-node.ts';
import { loadNodes } from './load-nodes.ts';
import { findDefects, kebabOf } from './node-defects.ts';

const sound = defineNode({
  type: 'SoftGlow',
  version: 1,
  title: 'Soft glow',
  category: 'overlay',
  icon: 'M0 0h1',
  doc: 'Glows.',
  inputs: { image: port.raster({ doc: 'In.' }) },
  outputs: { image: port.raster({ doc: 'Out.' }) },
  params: { amount: param.number({ default: 0.5, min: 0, max: 1, unit: 'ratio', doc: 'How much.' }) },
  varies: 'inputs',
  evaluate: ({ inputs }) => ({ image: inputs.image }),
});
const FILE = 'overlay/soft-glow';

test('[ND1] the file is the kebab-case of the type', () => {
  expect(['DreamImg2Img', 'HUD', 'ZoomPan', 'HUDText', 'Seed'].map(kebabOf)).toEqual([
    'dream-img2img',
    'hud',
    'zoom-pan',
    'hud-text',
    'seed',
  ]);
  expect(findDefects(FILE, sound, 'Help.')).toEqual([]);
  expect(findDefects('overlay/glow', sound, 'Help.')).toEqual([
    'overlay/glow: its type SoftGlow belongs into a file soft-glow.node.ts',
  ]);
});

test('[ND2] docs and help must be there', () => {
  expect(findDefects(FILE, { ...sound, doc: '' }, '')).toHaveLength(2);
  const image = port.raster({ doc: 'no sentence' });
  expect(findDefects(FILE, { ...sound, outputs: { image } }, 'Help.')).toEqual([`${FILE}: the port image has no doc`]);
});

test('[ND3] a default lies inside its own limits', () => {
  const bad = {
    tooLarge: param.number({ default: 2, min: 0, max: 1, unit: 'ratio', doc: 'Bad.' }),
    broken: param.integer({ default: 0.5, min: 0, max: 1, unit: 'none', doc: 'Bad.' }),
    noChoice: param.choice({ default: 'c', choices: [{ value: 'a', label: 'A' }], doc: 'Bad.' }),
    noColour: param.colour({ default: 'red', doc: 'Bad.' }),
    tooLong: param.text({ default: 'abc', maxLength: 2, doc: 'Bad.' }),
  };
  expect(findDefects(FILE, { ...sound, params: bad }, 'Help.')).toHaveLength(5);
});

test('[ND4] delays, sinks, bypass and visibility name what is there', () => {
  const delay = { initial: 'a', next: 'image', out: 'b', frames: 'amount' };
  expect(findDefects(FILE, { ...sound, delay }, 'Help.')).toHaveLength(3);
  expect(findDefects(FILE, { ...sound, sink: { input: 'x', folder: 'y' } }, 'Help.')).toHaveLength(2);
  expect(findDefects(FILE, { ...sound, bypass: { image: 'mask' } }, 'Help.')).toHaveLength(1);
  const hidden = param.boolean({ default: true, doc: 'Odd.', visibleWhen: { param: 'nothing', is: [1] } });
  expect(findDefects(FILE, { ...sound, params: { hidden } }, 'Help.')).toHaveLength(1);
});

test('[ND5] a defect stops the boot and is named with its file; so is a type that is there twice', () => {
  const twice = [
    { file: FILE, node: sound },
    { file: FILE, node: sound },
  ];
  expect(() => loadNodes(twice, () => 'Help.')).toThrow(/overlay\/soft-glow: another node has the type SoftGlow, too/);
  expect(() => loadNodes([{ file: 'overlay/none', node: sound }], () => '')).toThrow(/none: it has no help page/);
});
