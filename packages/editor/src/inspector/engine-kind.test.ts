import { type NodeCard, param } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { cardFixture, documentFixture } from './card-fixture.ts';
import { engineKindOf } from './engine-kind.ts';

const spec = param.text({ default: '', maxLength: 60, widget: 'engine-server', doc: '' });
const kind = param.choice({ default: 'a1111', choices: [], doc: '' });
const card: NodeCard = { ...cardFixture, params: { kind, server: spec } };
const box = (own: Record<string, string>) => documentFixture(own).nodes.dream ?? expect.unreachable();

test('[IS7] servers are of the kind that the card names, else of the kind that the box has, chosen or not', () => {
  expect(engineKindOf({ ...spec, engineKind: 'comfyui' }, box({ kind: 'sdcpp' }), card)).toBe('comfyui');
  expect(engineKindOf(spec, box({ kind: 'sdcpp' }), card)).toBe('sdcpp');
  expect(engineKindOf(spec, box({}), card)).toBe('a1111');
});
