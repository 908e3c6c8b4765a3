import type { ProductionState } from '@epoch/graph-runtime/protocol';
import { expect, test } from 'vitest';
import { productionOf } from '../productions/production-fixture.ts';
import { isLive, transportOf } from './transport-state.ts';

const STATES: readonly ProductionState[] = [
  ...(['ready', 'running', 'paused', 'waiting'] as const),
  ...(['stopped', 'finished', 'failed', 'interrupted'] as const),
];

test('[TP4] with nothing to go on with, the one filled button is New Production', () => {
  expect(transportOf(null).main.testId).toBe('btn-new-production');
  expect(transportOf('finished').main.kind).toBe('new-production');
});

test('[TP4] running offers Pause, paused offers Unpause under the same test id', () => {
  const running = transportOf('running').main;
  const paused = transportOf('paused').main;
  expect([running.command, paused.command]).toEqual(['pause', 'unpause']);
  expect([running.label, paused.label]).toEqual(['Pause', 'Unpause']);
  expect(running.testId).toBe(paused.testId);
});

test('[TP4] a production that broke off offers to resume', () => {
  for (const state of ['interrupted', 'stopped', 'failed'] as const) {
    expect(transportOf(state).main.command).toBe('resume');
  }
});

test('[TP5] a step is offered wherever the film stands still and has a next frame', () => {
  const steppable = STATES.filter((state) => transportOf(state).canStep);
  expect(steppable).toEqual(['ready', 'paused', 'stopped', 'failed', 'interrupted']);
});

test('[TP5] stop is offered while there is something to stop', () => {
  const stoppable = STATES.filter((state) => transportOf(state).canStop);
  expect(stoppable).toEqual(['running', 'paused', 'waiting']);
});

test('[TP6] only running and waiting productions count as live', () => {
  expect(STATES.filter((state) => isLive(productionOf({ state })))).toEqual(['running', 'waiting']);
  expect(isLive(null)).toBe(false);
});
