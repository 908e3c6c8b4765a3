import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../engine/index.ts';
import { graphOf, toyBox } from '../testing/index.ts';
import { type ParamInput, validateGraph } from './index.ts';

const catalogue = catalogueOf(toyBox());

/** The problems of one param of a Sampler (or of another type) in an otherwise sound graph. */
function problemOf(param: string, input: ParamInput, type = 'Sampler') {
  const nodes = { s: { type, title: 'S', params: { [param]: input } }, n: 'Number', p: 'Paint', o: 'Output' };
  const problems = validateGraph(graphOf({ nodes, wires: ['n.value > p.level', 'p.image > o.image'] }), catalogue);
  expect(problems.length).toBeLessThanOrEqual(1);
  return problems[0];
}

const key = (frame: number, value: number | string | boolean) => ({ frame, value, easing: 'linear' as const });

describe('constants', () => {
  test.each<[string, ParamInput, string, string, ParamInput]>([
    ['denoise', 1.5, 'param-range', 'Denoise of S is 1.5, outside 0 to 1. Set it to 1.', 1],
    ['denoise', -3, 'param-range', 'Denoise of S is -3, outside 0 to 1. Set it to 0.', 0],
    ['denoise', 'high', 'param-type', 'Denoise of S is "high", but must be a number. Set it to 0.4.', 0.4],
    ['mode', 'loud', 'param-range', 'Mode of S is "loud", which is not one of soft, hard. Set it to "soft".', 'soft'],
    [
      'tint',
      'blue',
      'param-range',
      'Tint of S is "blue", which is not a colour like #1a2b3c. Set it to "#000000".',
      '#000000',
    ],
    ['picture', 3, 'param-type', 'Picture of S is 3, but must be the name of a file. Set it to "".', ''],
  ])('[VG14] %s = %j is told, with the nearest value as the cure', (param, input, code, message, value) => {
    const problem = problemOf(param, input);
    expect(problem).toMatchObject({ code, message, severity: 'error', node: 's', param });
    expect(problem?.cure).toMatchObject({ type: 'set-param', node: 's', param, value });
  });

  test('[VG14] a whole number that is not whole is rounded within its limits by the cure', () => {
    const nodes = { d: { type: 'Delay', params: { frames: 2.6 } } };
    const problems = validateGraph(graphOf({ nodes }), catalogue);
    expect(problems.find(({ code }) => code === 'param-range')?.cure).toMatchObject({ value: 3 });
  });

  test('[VG14] a text that is too long is cut by the cure', () => {
    const problem = problemOf('text', 'x'.repeat(25), 'Text');
    expect(problem?.message).toContain('is 25 characters long; 20 is the most');
    expect(problem?.cure).toMatchObject({ value: 'x'.repeat(20) });
  });

  test.each<[string, ParamInput]>([
    ['denoise', 0],
    ['denoise', 1],
    ['mode', 'hard'],
    ['tint', '#AbCdEf80'],
    ['picture', 'moss.png'],
  ])('[VG14] %s = %j is sound', (param, input) => {
    expect(problemOf(param, input)).toBeUndefined();
  });

  test('[VG15] a param that the node does not have is a warning', () => {
    expect(problemOf('strength', 1)).toMatchObject({ code: 'param-unknown', severity: 'warning', param: 'strength' });
    expect(problemOf('toString', 1)).toMatchObject({ code: 'param-unknown' });
  });
});

describe('keys', () => {
  test('[VG16] keys in frame order within the limits are sound', () => {
    expect(problemOf('denoise', { keys: [key(0, 0.2), key(10, 0.9)] })).toBeUndefined();
  });

  test.each<[ParamInput, string]>([
    [
      { keys: [key(10, 0.2), key(0, 0.9)] },
      'Denoise of S (key at frame 0) has keys that are not in frame order. Change the key.',
    ],
    [
      { keys: [key(4, 0.2), key(4, 0.9)] },
      'Denoise of S (key at frame 4) has two keys at the same frame. Change the key.',
    ],
    [{ keys: [key(0, 0.2), key(7, 3)] }, 'Denoise of S (key at frame 7) is 3, outside 0 to 1. Change the key.'],
    [
      { keys: [key(0, 0.2), key(7, 'no')] },
      'Denoise of S (key at frame 7) is "no", but must be a number. Change the key.',
    ],
  ])('[VG16] bad keys are told by their frame and never wiped by a cure', (input, message) => {
    const problem = problemOf('denoise', input);
    expect(problem?.message).toBe(message);
    expect(problem?.cure).toBeUndefined();
  });

  test('[VG17] keys on a param that cannot change over time: the first one is offered as a constant', () => {
    const problem = problemOf('mode', { keys: [key(0, 'hard'), key(9, 'soft')] });
    expect(problem).toMatchObject({ code: 'param-keys', cure: { type: 'set-param', value: 'hard' } });
    expect(problem?.message).toBe('Mode of S cannot change over time, but it has keys. Set it to "hard".');
  });
});

test('[VG20] a template that names a field that there is none of is a warning at its param', () => {
  const sampler = catalogue.Sampler;
  if (sampler === undefined) throw new Error('There is no Sampler.');
  const caption = {
    kind: 'text' as const,
    default: '',
    maxLength: 200,
    doc: 'A text.',
    keyframes: true,
    fields: ['frame', 'seed'],
  };
  const cards = { ...catalogue, Sampler: { ...sampler, params: { ...sampler.params, caption } } };
  const found = (input: ParamInput) => {
    const nodes = {
      s: { type: 'Sampler', title: 'S', params: { caption: input } },
      n: 'Number',
      p: 'Paint',
      o: 'Output',
    };
    return validateGraph(graphOf({ nodes, wires: ['n.value > p.level', 'p.image > o.image'] }), cards);
  };
  expect(found('frame {frame:06} {{sede}} {seed}')).toEqual([]);
  const message = 'Caption of S names {sede}, which is not a field. There are frame, seed.';
  const warning = { severity: 'warning', code: 'param-range', message, node: 's', param: 'caption' };
  expect(found('{frame} {sede:03}')).toEqual([warning]);
  expect(found({ keys: [key(0, '{frame}'), key(9, '{sede}')] })).toMatchObject([{ message }]);
});
