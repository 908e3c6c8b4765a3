import {
  compile,
  type FrameCommit,
  type FramePlan,
  type RunHost,
  type RunRequest,
  runProduction,
} from '../engine/index.ts';
import type { AnyDefinition, Cue, Diagnostic, NodeId, Raster } from '../model/index.ts';
import { type GraphInBrief, graphOf } from './graph-of.ts';
import { NEVER, TEST_FILM } from './run-node.ts';
import { type ToyServices, toyBox } from './toys.ts';

/** Doors that a test opens one by one: `hold('dream0')` makes whoever calls `pass('dream0')` wait for `open('dream0')`. */
export interface Doors {
  hold(name: string): void;
  open(name: string): void;
  pass(name: string): Promise<void>;
}

export function createDoors(): Doors {
  const held = new Map<string, { readonly promise: Promise<void>; readonly open: () => void }>();
  return {
    hold(name) {
      let open = () => {};
      const promise = new Promise<void>((resolve) => {
        open = resolve;
      });
      held.set(name, { promise, open });
    },
    open(name) {
      held.get(name)?.open();
      held.delete(name);
    },
    async pass(name) {
      await held.get(name)?.promise;
    },
  };
}

/** Lets every promise settle that can settle without a door being opened. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
}

export function planOf(brief: GraphInBrief, ...others: readonly AnyDefinition<ToyServices>[]): FramePlan<ToyServices> {
  const compiled = compile(graphOf(brief), toyBox(...others));
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join(' '));
  return compiled.plan;
}

/**
 * A production of toys that keeps what happens: `events` holds `dream0` when the node of that name begins frame 0, and
 * `drawn 0`, `commit 0`, `saved 0`. Each of these waits at a door of its own name.
 */
export function stage(
  plan: FramePlan<ToyServices>,
  options: Partial<RunRequest<ToyServices>> = {},
  frames: number | null = 6,
) {
  const doors = createDoors();
  const events: string[] = [];
  const commits: FrameCommit[] = [];
  const states: string[] = [];
  const problems: Diagnostic[] = [];
  const failing = new Map<string, Error>();
  const cues = new Map<number, ReadonlyMap<NodeId, Cue>>();
  const asked: number[] = [];
  const live: ReadonlySet<Raster>[] = [];

  const happen = async (name: string) => {
    events.push(name);
    await doors.pass(name);
    const error = failing.get(name);
    if (error !== undefined) throw error;
  };
  const host: RunHost<ToyServices> = {
    services: { gate: (name, frame) => happen(`${name}${frame}`) },
    now: () => 0,
    cuesFor: (frame) => {
      asked.push(frame);
      return cues.get(frame) ?? new Map();
    },
    drawn: ({ frame }) => happen(`drawn ${frame}`),
    commit: async (commit) => {
      await happen(`commit ${commit.frame}`);
      commits.push(commit);
      events.push(`saved ${commit.frame}`);
    },
    retire: (rasters) => live.push(rasters),
    state: (state, problem) => {
      states.push(state);
      if (problem !== null) problems.push(problem);
    },
  };
  const film = { ...TEST_FILM, count: frames };
  const run = runProduction({ plan, film, fromFrame: 0, memory: new Map(), signal: NEVER, ...options }, host);
  return { run, host, doors, events, commits, states, problems, failing, cues, asked, live };
}

/** A loop (`dream` in it) with an overlay (`hud`) and an output: the film's frame n has the grey level n + 1. */
export const LOOP = {
  nodes: {
    start: 'Number',
    one: { type: 'Number', params: { value: 1 } },
    delay: 'Delay',
    add: 'Sum',
    dream: { type: 'Slow', title: 'Dream', params: { name: 'dream' } },
    hud: { type: 'Slow', title: 'HUD', params: { name: 'hud' } },
    paint: 'Paint',
    output: 'Output',
  },
  wires: [
    'start.value > delay.initial',
    'delay.out > add.left',
    'one.value > add.right',
    'add.sum > dream.value',
    'dream.value > delay.next',
    'dream.value > hud.value',
    'hud.value > paint.level',
    'paint.image > output.image',
  ],
} as const satisfies GraphInBrief;

/** Grey levels of the stills. */
export function levelsOf(commits: readonly FrameCommit[]): (number | undefined)[] {
  return commits.map(({ stills }) => stills[0]?.raster.data[0]);
}
