import type { GraphDocument, GraphNode } from '@epoch/graph-runtime/model';
import type { CueRecord } from '@epoch/graph-runtime/protocol';
import { expect, test } from 'vitest';
import { healthRows } from '../inspector/health-fixture.ts';
import { linesOf, worstAlarm } from '../inspector/loop-health.ts';
import { testGraph } from './fixture.ts';
import { sceneStart, traceOfScene } from './health-scene.ts';
import { comparedFromNow, emptyTrace, withRow } from './health-trace.ts';

const key = (frame: number, value: string | number, fadeFrames = 0) => ({
  ...{ frame, value, easing: 'hold' as const },
  ...(fadeFrames === 0 ? {} : { fadeFrames }),
});
const graph = testGraph({ engine: 'Paint' });
const keyed = (params: GraphNode['params']): GraphDocument => ({
  ...graph,
  nodes: Object.fromEntries(Object.entries(graph.nodes).map(([id, node]) => [id, { ...node, params }])),
});
const cue = (frame: number | null, state: string) => ({ frame, state }) as CueRecord;
const alarmOf = (trace: typeof emptyTrace) => worstAlarm(linesOf(trace, new Map()))?.sentence ?? null;
/** Twice the change from frame 240 on. */
const twoScenes = healthRows(600, (frame) => (frame < 240 ? {} : { change: 0.04 })).reduce(withRow, emptyTrace);

test('[LH7] a scene begins at the last key of a text, after its fade, or at the last teleport', () => {
  const document = keyed({
    prompt: { keys: [key(0, 'a'), key(240, 'b', 12), key(480, 'c')] },
    denoise: { keys: [key(300, 1)] },
  });
  expect(sceneStart(document, [], 200)).toBe(0);
  expect(sceneStart(document, [], 245)).toBe(0);
  expect(sceneStart(document, [], 400)).toBe(252);
  expect(sceneStart(document, [cue(350, 'done'), cue(390, 'held'), cue(null, 'done')], 400)).toBe(350);
  expect(sceneStart(graph, [], 400)).toBe(0);
});

test('[LH7] another scene is no drift; a drift inside of it is, and is told from its beginning on', () => {
  expect(alarmOf(twoScenes)).toBe('The film boils: change rose by 100 % since the beginning.');
  expect(alarmOf(traceOfScene(twoScenes, 240))).toBeNull();
  expect(traceOfScene(twoScenes, 0)).toBe(twoScenes);
  const drifting = healthRows(600, (frame) => (frame < 500 ? {} : { sharpness: 0.01 })).reduce(withRow, emptyTrace);
  expect(alarmOf(traceOfScene(drifting, 240))).toBe('The film blurs: sharpness fell by 67 % since frame 288.');
});

test('[LH7] what a person chose to compare with, later than the scene, stays; a scene that has just begun has no drift', () => {
  const now = comparedFromNow(twoScenes);
  expect(traceOfScene(now, 240)).toBe(now);
  expect(traceOfScene(twoScenes, 590).early).toEqual([]);
  expect(alarmOf(traceOfScene(twoScenes, 590))).toBeNull();
});
