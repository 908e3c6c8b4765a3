import type { DelayStep, Step } from './frame-plan.ts';

/**
 * The delays that a step is there for alone, by index of the step: everything it feeds ends at the `initial` of these.
 * Once they have values of their own, the step has nothing to do (a picture drawn to start a loop is drawn once, not on
 * every frame). Empty for a step that anything else reads, or that nothing reads, and for one that would not evaluate
 * again anyway, because neither it nor what it reads varies from frame to frame.
 */
export function findStarters<S>(steps: readonly Step<S>[]): readonly (readonly DelayStep[])[] {
  const readers: Step<S>[][] = steps.map(() => []);
  const alsoNext = new Set<number>();
  for (const step of steps) {
    for (const need of step.needs) readers[need]?.push(step);
    if (step.kind === 'delay' && step.next !== null) alsoNext.add(step.next.source);
  }
  const starts: (readonly DelayStep[])[] = steps.map(() => []);
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const reading = readers[index] ?? [];
    if (steps[index]?.kind === 'delay' || alsoNext.has(index) || reading.length === 0) continue;
    const delays = reading.map((reader) => startedBy(reader, starts));
    if (delays.every((list) => list.length > 0)) starts[index] = [...new Set(delays.flat())];
  }
  for (const { index, needs, ...step } of steps) {
    const varies = step.kind === 'operator' && step.definition.varies === 'frame';
    if (!varies && !needs.some((need) => (starts[need] ?? []).length > 0)) starts[index] = [];
  }
  return starts;
}

function startedBy<S>(reader: Step<S>, starts: readonly (readonly DelayStep[])[]): readonly DelayStep[] {
  if (reader.kind !== 'delay') return starts[reader.index] ?? [];
  // A delay whose length is wired needs that wire on every frame.
  return reader.frames.wire === null ? [reader] : [];
}
