import { param } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { cardFixture, documentFixture } from './card-fixture.ts';
import { engineKindOf } from './engine-kind.ts';

const spec = param.text({ default: '', maxLength: 100, widget: 'engine-server', doc: 'Which server.' });
const kinds = ['a1111', 'sdcpp'].map((value) => ({ value, label: value }));
const kind = param.choice({ default: 'a1111', choices: kinds, doc: 'Which kind.' });
const card = { ...cardFixture, params: { kind, server: spec } };
const boxWith = (params: Readonly<Record<string, string>>) =>
  documentFixture(params).nodes.dream ?? expect.unreachable('the box is there');

test('[IS7] a box for several kinds of servers says in its param kind which, by its default as well', () => {
  expect(engineKindOf(spec, boxWith({}), card)).toBe('a1111');
  expect(engineKindOf(spec, boxWith({ kind: 'sdcpp' }), card)).toBe('sdcpp');
  expect(engineKindOf({ ...spec, engineKind: 'comfyui' }, boxWith({ kind: 'sdcpp' }), card)).toBe('comfyui');
});
