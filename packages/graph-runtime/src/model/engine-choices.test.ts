import { expect, test } from 'vitest';
import { catalogueOf } from '../engine/index.ts';
import { type GraphInBrief, graphOf, toy } from '../testing/index.ts';
import { choiceProblems, type EngineKind, enginesAsked, type KnownLists, param } from './index.ts';

const text = { default: '', maxLength: 200, doc: 'A name.' };
const checkpoint = param.text({ ...text, widget: 'engine-list', engineKind: 'comfyui', engineList: 'checkpoints' });
const catalogue = catalogueOf(
  new Map(
    [
      toy({
        type: 'Redraw',
        params: {
          checkpoint,
          server: param.text({ ...text, widget: 'engine-server', engineKind: 'comfyui' }),
          loader: param.choice({
            default: 'checkpoint',
            choices: ['checkpoint', 'separate'].map((value) => ({ value, label: value })),
            doc: 'How it is loaded.',
          }),
          unet: param.text({
            ...text,
            widget: 'engine-list',
            engineKind: 'comfyui',
            engineList: 'unets',
            visibleWhen: { param: 'loader', is: ['separate'] },
          }),
          encoder: param.choice({
            default: 'own',
            choices: ['own', 'other'].map((value) => ({ value, label: value })),
            visibleWhen: { param: 'loader', is: ['separate'] },
            doc: 'Which encoder.',
          }),
          clip: param.text({
            ...text,
            widget: 'engine-list',
            engineKind: 'comfyui',
            engineList: 'clips',
            visibleWhen: { param: 'encoder', is: ['own'] },
          }),
        },
        evaluate: () => ({}),
      }),
      toy({
        type: 'OtherRedraw',
        params: {
          kind: param.choice({
            default: 'a1111',
            choices: ['a1111', 'sdcpp'].map((value) => ({ value, label: value })),
            doc: 'Which program.',
          }),
          server: param.text({ ...text, widget: 'engine-server' }),
          sampler: param.text({ ...text, widget: 'engine-list', engineList: 'samplers' }),
        },
        evaluate: () => ({}),
      }),
      toy({ type: 'Words', outputs: {}, evaluate: () => ({}) }),
    ].map((definition) => [definition.type, definition]),
  ),
);

const LISTS: KnownLists = { checkpoints: ['sd15/dreamshaper_8.safetensors', 'xl.safetensors', 'a', 'b'] };

function problemsOf(brief: GraphInBrief, lists: KnownLists | null = LISTS, servers: readonly string[] | null = null) {
  return choiceProblems(graphOf(brief), catalogue, { listsOf: () => lists, serversOf: () => servers });
}

const redraw = (params: Readonly<Record<string, string>>) => ({ nodes: { r: { type: 'Redraw', params } } });

test('[EC1] a model that the server lacks is told with its place, what is there and the nearest name', () => {
  const [problem, ...others] = problemsOf(redraw({ checkpoint: 'DreamShaper_8.ckpt', server: 'Studio' }));
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ severity: 'error', code: 'engine-choice', node: 'r', param: 'checkpoint' });
  expect(problem?.message).toBe(
    'Checkpoint of Redraw is "DreamShaper_8.ckpt", which is not on Studio. There are "sd15/dreamshaper_8.safetensors", "xl.safetensors", "a" and 1 more.',
  );
  expect(problem?.cure).toMatchObject({ type: 'set-param', value: 'sd15/dreamshaper_8.safetensors' });
  expect(problemsOf(redraw({ checkpoint: 'never heard of' }))[0]?.cure).toMatchObject({ value: '' });
});

test('[EC1] the same file in another folder comes before one whose name only begins alike', () => {
  const lists = { checkpoints: ['dreamshaper.safetensors', 'xl/dream.safetensors'] };
  expect(problemsOf(redraw({ checkpoint: 'dream.ckpt' }), lists)[0]?.cure).toMatchObject({
    value: 'xl/dream.safetensors',
  });
});

test('[EC1] a server that is not saved is told', () => {
  const [problem] = problemsOf(redraw({ server: 'Old box' }), null, ['Studio', 'Attic']);
  expect(problem?.message).toBe(
    'Server of Redraw is "Old box", which is not among the saved image servers. There are "Studio", "Attic".',
  );
  expect(problemsOf(redraw({ server: 'Attic' }), null, ['Studio', 'Attic'])).toEqual([]);
  expect(problemsOf(redraw({ server: 'Attic' }), null, [])[0]?.message).toMatch(/There is none at all\.$/);
});

test('[EC1] keys tell their frame', () => {
  const keys = ['xl.safetensors', 'gone'].map((value, at) => ({ frame: at * 10, value, easing: 'hold' as const }));
  const problems = problemsOf({ nodes: { r: { type: 'Redraw', params: { checkpoint: { keys } } } } });
  expect(problems).toMatchObject([{ frame: 10, param: 'checkpoint' }]);
  expect(problems[0]?.message).toMatch(/is "gone" at frame 10,/);
  expect(problems[0]?.cure).toBeUndefined();
});

test('[EC2] what is not certainly wrong is not told', () => {
  expect(problemsOf(redraw({}))).toEqual([]);
  expect(problemsOf(redraw({ checkpoint: 'xl.safetensors' }))).toEqual([]);
  expect(problemsOf(redraw({ checkpoint: 'gone' }), null)).toEqual([]);
  expect(problemsOf(redraw({ checkpoint: 'gone' }), {})).toEqual([]);
  expect(problemsOf(redraw({ loader: 'checkpoint', unet: 'gone' }), { unets: ['x'] })).toEqual([]);
  expect(problemsOf(redraw({ loader: 'separate', unet: 'gone' }), { unets: ['x'] })).toHaveLength(1);
  expect(problemsOf(redraw({ loader: 'separate', unet: 'gone' }), { unets: [] })).toEqual([]);
  // What shows it is hidden itself.
  expect(problemsOf(redraw({ loader: 'checkpoint', clip: 'gone' }), { clips: ['x'] })).toEqual([]);
  expect(problemsOf(redraw({ loader: 'separate', clip: 'gone' }), { clips: ['x'] })).toHaveLength(1);
  for (const off of [{ bypassed: true }, { disabled: true }]) {
    expect(problemsOf({ nodes: { r: { type: 'Redraw', params: { checkpoint: 'gone' }, ...off } } })).toEqual([]);
  }
  const wired = { nodes: { w: 'Words', r: { type: 'Redraw', params: { checkpoint: 'gone' } } } };
  expect(problemsOf({ ...wired, wires: ['w.text > r.checkpoint'] })).toEqual([]);
  expect(problemsOf({ ...wired, wires: ['w.text > r.server'] })).toEqual([]);
  expect(problemsOf({ nodes: { r: { type: 'Unknown', params: { checkpoint: 'gone' } } } })).toEqual([]);
});

test('[EC3] a box for several kinds is held against the kind that it says', () => {
  const asked: EngineKind[] = [];
  const document = graphOf({ nodes: { o: { type: 'OtherRedraw', params: { kind: 'sdcpp', sampler: 'euler_b' } } } });
  const listsOf = (kind: EngineKind) => {
    asked.push(kind);
    return { samplers: ['euler_a'] };
  };
  expect(choiceProblems(document, catalogue, { listsOf })).toMatchObject([{ node: 'o', param: 'sampler' }]);
  expect(asked).toEqual(['sdcpp']);
});

test('[EC4] the servers that a graph asks are named once each', () => {
  const document = graphOf({
    nodes: {
      a: 'Redraw',
      b: { type: 'Redraw', params: { server: 'Studio' } },
      c: { type: 'Redraw', params: { server: 'Studio' } },
      o: 'OtherRedraw',
      w: 'Words',
    },
  });
  expect(enginesAsked(document, catalogue)).toEqual([
    { kind: 'comfyui', server: '' },
    { kind: 'comfyui', server: 'Studio' },
    { kind: 'a1111', server: '' },
  ]);
});
