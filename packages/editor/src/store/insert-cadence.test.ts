import { type NodeCard, param, port } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { testCards, testGraph } from './fixture.ts';
import { commit, emptyGraph } from './graph-slice.ts';
import { cadenceRecipe } from './insert-cadence.ts';

const plain = { version: 2, category: 'motion', icon: '', doc: '', help: '', varies: 'frame', inputs: {} } as const;
const face = (type: string, rest: Partial<NodeCard>): NodeCard => ({
  ...{ ...plain, type, title: type, outputs: {}, params: {} },
  ...rest,
});
const share = param.number({ default: 0.3, min: 0, max: 1, unit: 'ratio', doc: '' });
const cards = {
  ...testCards,
  Paint: face('Paint', {
    inputs: { image: port.raster({ doc: '' }), motion: port.motion({ doc: '', optional: true }) },
    outputs: { image: port.raster({ doc: '' }), settings: port.settings({ doc: '' }) },
    params: { denoise: share },
  }),
  Cadence: face('Cadence', {}),
  Tween: face('Tween', {}),
};

/** A loop of delay, camera and paint, whose pictures go on to the film; the film also knows the camera. */
function loop() {
  const document = testGraph({ delay: 'Delay', camera: 'Amount', paint: 'Paint', film: 'Film', knob: 'Amount' }, [
    'delay.out > paint.image',
    'camera.motion > paint.motion',
    'paint.image > delay.next',
    'paint.image > film.image',
    'camera.motion > film.motion',
    'paint.settings > film.settings',
  ]);
  return document;
}

const wiresOf = (document: ReturnType<typeof loop>) =>
  Object.values(document.edges).map(({ from, to }) => {
    const named = (node: string) => node.replace(/-.*/, '');
    return `${named(from.node)}.${from.port} > ${named(to.node)}.${to.port}`;
  });

function carriedOut(document: ReturnType<typeof loop>, cadence = 3) {
  const recipe = cadenceRecipe(document, cards, 'paint');
  if (recipe === null) throw new Error('There is no place for a cadence.');
  const after = commit({ ...emptyGraph, document }, null, recipe(cadence)).slice.document;
  if (after === null) throw new Error('The document is gone.');
  return after;
}

test('[DR25] the engine is paced, and what leaves the loop is filled in; the loop itself stays', () => {
  const after = carriedOut(loop());
  expect(wiresOf(after).sort()).toEqual(
    [
      'delay.out > paint.image',
      'camera.motion > paint.motion',
      'paint.image > delay.next',
      'tween.image > film.image',
      'tween.motion > film.motion',
      'tween.settings > film.settings',
      'cadence.denoise > paint.denoise',
      'cadence.cadence > tween.every',
      'paint.image > tween.image',
      'paint.settings > tween.settings',
      'camera.motion > tween.motion',
    ].sort(),
  );
});

test('[DR25] the cadence takes over the denoise, with its keys or its wire', () => {
  const keyed = loop();
  const keys = [{ frame: 0, value: 0.4, easing: 'linear' as const }];
  if (keyed.nodes.paint !== undefined) keyed.nodes.paint.params.denoise = { keys };
  const paced = Object.values(carriedOut(keyed, 4).nodes).find(({ type }) => type === 'Cadence');
  expect(paced).toMatchObject({ version: 2, params: { cadence: 4, denoise: { keys } } });

  const wired = loop();
  wired.edges.drive = { id: 'drive', from: { node: 'knob', port: 'value' }, to: { node: 'paint', port: 'denoise' } };
  expect(wiresOf(carriedOut(wired))).toContain('knob.value > cadence.denoise');
});

test('[DR25] a teleport of the loop stays a cut in what is filled in', () => {
  const jumping = loop();
  const knob = jumping.nodes.knob;
  if (knob !== undefined) jumping.nodes.jump = { ...knob, id: 'jump', type: 'Teleport', params: {} };
  expect(wiresOf(carriedOut(jumping))).not.toContain('jump.active > tween.cut');
  jumping.edges.into = { id: 'into', from: { node: 'jump', port: 'image' }, to: { node: 'delay', port: 'next' } };
  expect(wiresOf(carriedOut(jumping))).toContain('jump.active > tween.cut');
});

test('[DR25] without a camera it only fades; when nothing leaves the loop, there is no place for it', () => {
  const still = loop();
  delete still.edges.e1;
  expect(wiresOf(carriedOut(still))).not.toContain('camera.motion > tween.motion');
  const closed = loop();
  delete closed.edges.e3;
  expect(cadenceRecipe(closed, cards, 'paint')).toBeNull();
  expect(cadenceRecipe(loop(), testCards, 'paint')).toBeNull();
});
