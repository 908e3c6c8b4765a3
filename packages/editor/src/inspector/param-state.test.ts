import { param } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { cardFixture, documentFixture } from './card-fixture.ts';
import { isSlider, rangeOfSpec, unitWord } from './number-format.ts';
import { labelOf, paramState, sectionsOf, wordsOf } from './param-state.ts';

const ratio = param.number({ default: 0.4, min: 0, max: 1, unit: 'ratio', doc: 'Change.' });

function stateOf(own: Parameters<typeof documentFixture>[0], frame: number, wired: string | null = null) {
  const document = documentFixture(own, wired);
  const node = document.nodes.dream;
  if (node === undefined) throw new Error('The fixture has a dream node.');
  return paramState({ document, node, name: 'denoise', spec: ratio }, frame);
}

test('[IN1] a param that is not set has the default of its card', () => {
  expect(stateOf({}, 0)).toMatchObject({ source: 'default', value: 0.4 });
});

test('[IN1] a wire wins over keys, keys over a constant', () => {
  const denoise = { keys: [{ frame: 10, value: 0.2, easing: 'hold' as const }] };
  expect(stateOf({ denoise: 0.7 }, 0)).toMatchObject({ source: 'constant', value: 0.7, edge: null });
  expect(stateOf({ denoise }, 10)).toMatchObject({ source: 'keys', value: 0.2, keyHere: { frame: 10 } });
  expect(stateOf({ denoise }, 10, 'denoise')).toMatchObject({ source: 'wire', edge: { id: 'e1' } });
});

test('[IN1] between two keys there is no key here', () => {
  const denoise = {
    keys: [
      { frame: 0, value: 0, easing: 'linear' as const },
      { frame: 10, value: 1, easing: 'hold' as const },
    ],
  };
  expect(stateOf({ denoise }, 5)).toMatchObject({ value: 0.5, keyHere: null });
});

test('[IN2] params stand by section, and those that do not apply are left out', () => {
  const names = (mode: string) =>
    sectionsOf(cardFixture, (name) => (name === 'mode' ? mode : 0)).map(({ title, params }) => [title, params.length]);
  expect(names('fixed')).toEqual([
    ['Picture', 2],
    ['', 7],
  ]);
  expect(names('ladder')).toEqual([
    ['Picture', 2],
    ['', 8],
  ]);
});

test('[IN2] a param that another one shows is hidden with it', () => {
  const inner = { ...ratio, visibleWhen: { param: 'outer', is: ['on'] } };
  const outer = { ...ratio, visibleWhen: { param: 'mode', is: ['ladder'] } };
  const card = { ...cardFixture, params: { ...cardFixture.params, outer, inner } };
  const shown = (mode: string) =>
    sectionsOf(card, (name) => (name === 'mode' ? mode : 'on')).flatMap(({ params }) => params.map(([name]) => name));
  expect(shown('ladder')).toEqual(expect.arrayContaining(['outer', 'inner']));
  expect(shown('fixed')).not.toContain('inner');
});

test('[IN3] names become words', () => {
  expect(wordsOf('dissolveFrames')).toBe('Dissolve frames');
  expect(labelOf('cfg', { ...ratio, label: 'CFG' })).toBe('CFG');
});

test('[IN4] a span a hand can travel is a slider, a seed is not', () => {
  expect(isSlider(ratio)).toBe(true);
  expect(isSlider({ ...ratio, kind: 'integer', max: 2 ** 32, widget: 'seed' })).toBe(false);
});

test('[IN4] units that say nothing are not shown', () => {
  expect(['ratio', 'none', 'deg', 'frames', 'percent'].map(unitWord)).toEqual([
    undefined,
    undefined,
    '°',
    'frames',
    '%',
  ]);
});

test('[IN4] fields keep the limits of the card', () => {
  expect(rangeOfSpec({ ...ratio, kind: 'integer', max: 9 })).toMatchObject({ min: 0, max: 9, integer: true });
});
