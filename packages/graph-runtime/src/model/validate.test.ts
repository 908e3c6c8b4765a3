import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../engine/index.ts';
import { type GraphInBrief, graphOf, toyBox } from '../testing/index.ts';
import { type DiagnosticCode, type GraphDocument, validateGraph } from './index.ts';

const catalogue = catalogueOf(toyBox());
const SOUND = { n: 'Number', p: 'Paint', o: 'Output' } as const;
const SOUND_WIRES = ['n.value > p.level', 'p.image > o.image'];

function problemsOf(brief: GraphInBrief | GraphDocument) {
  return validateGraph('format' in brief ? brief : graphOf(brief), catalogue);
}

/** The one problem of a graph; fails when there is not exactly one. */
function only(brief: GraphInBrief | GraphDocument, code: DiagnosticCode) {
  const problems = problemsOf(brief);
  expect(problems.map((problem) => problem.code)).toEqual([code]);
  return problems[0];
}

test('[VG1] a sound graph has no problems', () => {
  expect(problemsOf({ nodes: SOUND, wires: SOUND_WIRES })).toEqual([]);
});

describe('nodes', () => {
  test('[VG2] a type that is not known is named, and removing the node offered', () => {
    const problem = only(
      { nodes: { ...SOUND, u: { type: 'Upscale', title: 'Bigger' } }, wires: SOUND_WIRES },
      'node-unknown',
    );
    expect(problem).toMatchObject({
      severity: 'error',
      node: 'u',
      message:
        'Bigger is of the type Upscale, which this program does not know. Update EpochStreamer, or remove the node.',
      cure: { type: 'remove-node', node: 'u' },
    });
  });

  test('[VG2] a type called like a part of every object is not known either', () => {
    const document = graphOf({ nodes: SOUND, wires: SOUND_WIRES });
    document.nodes.c = { id: 'c', type: 'constructor', version: 1, position: { x: 0, y: 0 }, params: {} };
    only(document, 'node-unknown');
  });

  test('[VG3] a node saved by a newer program is named; its params are not judged', () => {
    const nodes = { ...SOUND, n: { type: 'Number', version: 4, params: { hue: 3 } } };
    expect(only({ nodes, wires: SOUND_WIRES }, 'node-newer')?.message).toBe(
      'Number was saved by a newer program (version 4 of Number, this one has 1). Update EpochStreamer to run this graph.',
    );
  });
});

describe('wires', () => {
  test.each([
    ['n.gone > p.level', 'n', 'gone', 'Number has no output "gone"'],
    ['n.value > p.gone', 'p', 'gone', 'Paint has no input "gone"'],
  ])('[VG4] a port that is missing is named (%s)', (wire, node, port, words) => {
    const problems = problemsOf({ nodes: SOUND, wires: [wire, ...SOUND_WIRES] });
    expect(problems[0]).toMatchObject({ code: 'port-missing', severity: 'error', node, port, edge: 'w0' });
    expect(problems[0]?.message).toContain(words);
    expect(problems[0]?.cure).toEqual({ type: 'remove-edge', label: 'Remove the wire', edge: 'w0' });
  });

  test('[VG5] a wire between types that do not meet is named with both', () => {
    const problem = only(
      { nodes: { ...SOUND, s: 'Sampler' }, wires: [...SOUND_WIRES, 'p.image > s.denoise'] },
      'wire-type',
    );
    expect(problem?.message).toBe(
      'A picture from Paint cannot go into Denoise of Sampler, which takes a number. Remove the wire.',
    );
  });

  test('[VG6] a second wire into the same input is named, not the first', () => {
    const problem = only(
      { nodes: { ...SOUND, m: 'Number' }, wires: [...SOUND_WIRES, 'm.value > p.level'] },
      'wire-twice',
    );
    expect(problem).toMatchObject({ edge: 'w2', node: 'p', port: 'level' });
  });

  test.each([
    ['ghost.value > p.level', 'comes from'],
    ['n.value > ghost.level', 'goes to'],
  ])('[VG7] a dangling wire is named (%s)', (wire, words) => {
    const problem = problemsOf({ nodes: SOUND, wires: [...SOUND_WIRES, wire] })[0];
    expect(problem).toMatchObject({ code: 'wire-dangling', edge: 'w2' });
    expect(problem?.message).toBe(`A wire ${words} the node "ghost", which is not in the graph. Remove the wire.`);
  });
});

describe('circles', () => {
  const circle = { nodes: { ...SOUND, a: { type: 'Sum', title: 'Zoom' }, b: { type: 'Sum', title: 'Dream' } } };

  test('[VG8] a circle without a delay is named by titles, and a delay offered on the wire that runs backwards', () => {
    const problem = only({ ...circle, wires: [...SOUND_WIRES, 'a.sum > b.left', 'b.sum > a.left'] }, 'cycle');
    expect(problem?.message).toBe(
      'These nodes wait for each other in a circle: Zoom → Dream → Zoom. ' +
        'Put a Feedback delay between Dream and Zoom, so that one of them works with the frame before.',
    );
    expect(problem?.cure).toEqual({
      type: 'insert-delay',
      label: 'Put a Feedback delay between Dream and Zoom',
      edge: 'w3',
    });
  });

  test('[VG8] a node that feeds itself is a circle; two separate circles are two problems', () => {
    const wires = [...SOUND_WIRES, 'a.sum > a.left', 'b.sum > b.left'];
    expect(problemsOf({ ...circle, wires }).map(({ code }) => code)).toEqual(['cycle', 'cycle']);
  });

  test('[VG8] without a delay in the catalogue, removing a wire is offered', () => {
    const { Delay: _, ...withoutDelay } = catalogue;
    const document = graphOf({ ...circle, wires: [...SOUND_WIRES, 'a.sum > b.left', 'b.sum > a.left'] });
    expect(validateGraph(document, withoutDelay)[0]?.cure).toMatchObject({ type: 'remove-edge' });
  });

  test('[VG9] a circle through a delay is sound', () => {
    const nodes = { n: 'Number', d: 'Delay', a: 'Sum', p: 'Paint', o: 'Output' };
    const wires = ['n.value > d.initial', 'd.out > a.left', 'a.sum > d.next', 'a.sum > p.level', 'p.image > o.image'];
    expect(problemsOf({ nodes, wires })).toEqual([]);
  });

  test('[VG9] 10,000 nodes in a row, closed to a ring, are told in time that grows with their number', () => {
    const nodes = Object.fromEntries(Array.from({ length: 9_990 }, (_, at) => [`n${at}`, 'Sum']));
    const wires = Array.from({ length: 9_990 }, (_, at) => `n${at}.sum > n${(at + 1) % 9_990}.left`);
    expect(problemsOf({ nodes, wires }).filter(({ code }) => code === 'cycle')).toHaveLength(1);
  });
});

describe('outputs', () => {
  test('[VG10] without an output there is a warning, with the node that would be one', () => {
    expect(only({ nodes: { n: 'Number' } }, 'no-output')).toEqual({
      severity: 'warning',
      code: 'no-output',
      message: 'No frame of this graph is saved: it has no output. Add Frames and wire the picture to it.',
      cure: { type: 'add-node', label: 'Add Frames', nodeType: 'Output' },
    });
  });

  test('[VG10] an output that nothing running reaches saves nothing either', () => {
    const nodes = { n: { type: 'Number', disabled: true }, p: 'Paint', o: 'Output' };
    const problem = only({ nodes, wires: SOUND_WIRES }, 'no-output');
    expect(problem).toMatchObject({ severity: 'warning', node: 'n' });
    expect(problem?.message).toContain('Number is disabled, and nothing else reaches Frames.');
  });

  test('[VG19] a disabled node that others run without is named: the film goes dark there', () => {
    const nodes = { n: 'Number', d: 'Delay', a: { type: 'Number', disabled: true }, p: 'Paint', o: 'Output' };
    const wires = ['a.value > d.initial', 'n.value > d.next', 'd.out > p.level', 'p.image > o.image'];
    const problem = only({ nodes, wires }, 'input-missing');
    expect(problem).toMatchObject({ severity: 'warning', node: 'a' });
    expect(problem?.message).toContain('or bypass it to let the picture through');
  });

  test('[VG19] a param whose wire comes from a disabled node has its own value, so nothing goes dark', () => {
    const nodes = { a: { type: 'Number', disabled: true }, ...SOUND };
    expect(problemsOf({ nodes, wires: ['a.value > n.value', ...SOUND_WIRES] })).toEqual([]);
  });

  test('[VG11] two outputs into the same folder are refused, and a free folder offered', () => {
    const nodes = { ...SOUND, o2: { type: 'Output', params: { folder: 'Stills' } } };
    const problem = only({ nodes, wires: [...SOUND_WIRES, 'p.image > o2.image'] }, 'output-folder');
    expect(problem?.message).toContain('Frames and Frames both save into "Stills"');
    expect(problem?.cure).toMatchObject({ type: 'set-param', node: 'o2', param: 'folder', value: 'stills-2' });
  });

  test.each([
    ['stills', ''],
    ['stills', ' Stills! '],
    ['hud', '../hud'],
    ['über', 'Uber'],
    ['流れ', '星'],
    ['cues', 'cues-stills'],
    ['x'.repeat(45), 'x'.repeat(50)],
  ])('[VG11] "%s" and "%s" are one folder on the disk', (one, other) => {
    const output = (folder: string) => ({ type: 'Output', params: { folder } });
    const wires = [...SOUND_WIRES, 'p.image > o2.image'];
    const both = (first: string, second: string) =>
      problemsOf({ nodes: { ...SOUND, o: output(first), o2: output(second) }, wires });
    const [problem, ...more] = both(one, other);
    expect(problem).toMatchObject({ code: 'output-folder', severity: 'error', node: 'o2' });
    expect(more).toEqual([]);
    const free = problem?.cure?.type === 'set-param' ? String(problem.cure.value) : '';
    expect(both(one, free)).toEqual([]);
  });

  test('[VG12] an unwired input is an error where the film depends on it', () => {
    const problem = problemsOf({ nodes: SOUND, wires: ['p.image > o.image'] })[0];
    expect(problem).toMatchObject({ code: 'input-missing', severity: 'error', node: 'p', port: 'level' });
    expect(problem?.message).toBe('Paint needs something wired to Level, because the film depends on it.');
  });

  test('[VG12] elsewhere it is a warning: the node does not run until it is wired', () => {
    const problem = only({ nodes: { ...SOUND, extra: 'Paint' }, wires: SOUND_WIRES }, 'input-missing');
    expect(problem).toMatchObject({ severity: 'warning', node: 'extra' });
  });

  test('[VG12] a bypassed or disabled node is not asked for its inputs', () => {
    const nodes = { ...SOUND, a: { type: 'Paint', bypassed: true }, b: { type: 'Paint', disabled: true } };
    expect(problemsOf({ nodes, wires: SOUND_WIRES })).toEqual([]);
  });
});

test('[VG13] more than 10,000 nodes or 50,000 wires are refused before anything else is looked at', () => {
  const nodes = Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`n${at}`, 'Unknown']));
  expect(only({ nodes }, 'limit')?.message).toBe(
    'This graph has 10001 nodes; the most a graph can hold is 10000. Split it into several graphs.',
  );
});
