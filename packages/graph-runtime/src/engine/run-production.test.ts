import { describe, expect, test } from 'vitest';
import { NEVER } from '../testing/index.ts';
import { LOOP, levelsOf, planOf, quiet, stage } from '../testing/stage.ts';

const at = (events: readonly string[], name: string) => events.indexOf(name);

test('[RP1] all frames are committed in order, once, and the run finishes', async () => {
  const { run, commits, states } = stage(planOf(LOOP));
  expect(run.state).toBe('running');
  await expect(run.done).resolves.toBe('finished');
  expect(commits.map(({ frame }) => frame)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(levelsOf(commits)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(states).toEqual(['running', 'finished']);
  expect(run.nextFrame).toBe(6);
});

test('[RP2] memory of a commit is that after exactly its frame, loop and tail together', async () => {
  const { run, commits } = stage(planOf({ ...LOOP, nodes: { ...LOOP.nodes, count: 'Counter' } }));
  await run.done;
  for (const { frame, memory } of commits) {
    expect(memory).toEqual(
      new Map<string, unknown>([
        ['delay', { pushed: frame + 1, values: [frame + 1] }],
        ['count', frame + 1],
      ]),
    );
  }
});

describe('pipeline', () => {
  test('[RP3] the next loop begins while a frame is still being drawn over', async () => {
    const { doors, events, run } = stage(planOf(LOOP));
    doors.hold('hud0');
    await quiet();
    expect([...events].sort()).toEqual(['dream0', 'dream1', 'dream2', 'hud0']);
    doors.open('hud0');
    await run.done;
    expect(at(events, 'hud1')).toBeLessThan(at(events, 'hud2'));
  });

  test('[RP3] it waits for the loop of the frame before', async () => {
    const { doors, events, run } = stage(planOf(LOOP));
    doors.hold('dream0');
    await quiet();
    expect(events).toEqual(['dream0']);
    doors.open('dream0');
    await run.done;
  });

  test('[RP4] tails run in frame order, one at a time', async () => {
    const { doors, events, run } = stage(planOf(LOOP));
    doors.hold('hud1');
    await quiet();
    expect(events).toContain('saved 0');
    expect(events).not.toContain('hud2');
    doors.open('hud1');
    await run.done;
    expect(events.filter((event) => event.startsWith('hud'))).toEqual(['hud0', 'hud1', 'hud2', 'hud3', 'hud4', 'hud5']);
  });

  test('[RP5] at most 3 frames are in flight: a slow commit holds the next loop back', async () => {
    const { doors, events, run } = stage(planOf(LOOP));
    doors.hold('commit 0');
    await quiet();
    expect(events).toContain('dream2');
    expect(events).not.toContain('dream3');
    expect(events).not.toContain('commit 1');
    doors.open('commit 0');
    await run.done;
    expect(events.filter((event) => /^(commit|saved)/.test(event)).slice(0, 4)).toEqual([
      'commit 0',
      'saved 0',
      'commit 1',
      'saved 1',
    ]);
  });

  test('[RP5] slow previews hold the frame in flight, not its commit', async () => {
    const { doors, events, run } = stage(planOf(LOOP));
    doors.hold('drawn 0');
    await quiet();
    expect(events).toContain('saved 2');
    expect(events).toContain('dream3');
    expect(run.state).toBe('running');
    doors.open('drawn 0');
    await run.done;
    expect(events).toContain('saved 5');
  });
});

describe('asking', () => {
  test('[RP6] pause takes effect when all in flight is safe; unpause goes on', async () => {
    const { run, doors, commits, states } = stage(planOf(LOOP));
    doors.hold('commit 1');
    await quiet();
    run.pause();
    await quiet();
    expect(run.state).toBe('running');
    doors.open('commit 1');
    await quiet();
    expect(run.state).toBe('paused');
    expect(commits).toHaveLength(run.nextFrame);
    run.unpause();
    await run.done;
    expect(levelsOf(commits)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(states).toEqual(['running', 'paused', 'running', 'finished']);
  });

  test('[RP7] step runs one frame and pauses again; steps are counted', async () => {
    const { run, commits, states } = stage(planOf(LOOP), { startPaused: true });
    await quiet();
    expect([run.state, commits.length]).toEqual(['paused', 0]);
    run.step();
    await quiet();
    expect([run.state, commits.length, run.nextFrame]).toEqual(['paused', 1, 1]);
    run.step();
    run.step();
    await quiet();
    expect([run.state, commits.length]).toEqual(['paused', 3]);
    expect(states).toEqual(['paused', 'running', 'paused', 'running', 'paused']);
    await run.stop();
  });

  test('[RP8] stop lets the frames in flight finish and commit', async () => {
    const { run, doors, commits } = stage(planOf(LOOP), {}, null);
    doors.hold('hud3');
    await quiet();
    const stopped = run.stop();
    await quiet();
    expect(run.state).toBe('running');
    doors.open('hud3');
    await stopped;
    await expect(run.done).resolves.toBe('stopped');
    expect(run.state).toBe('stopped');
    expect(commits).toHaveLength(run.nextFrame);
    expect(run.nextFrame).toBeGreaterThan(3);
  });

  test('[RP8] a paused run stops too', async () => {
    const { run } = stage(planOf(LOOP), { startPaused: true });
    await quiet();
    await run.stop();
    expect(run.state).toBe('stopped');
  });

  test('[RP8] a command given while the host is told of a pause is carried out', async () => {
    const { run, host } = stage(planOf(LOOP), { startPaused: true });
    const told: string[] = [];
    host.state = (state) => {
      told.push(state);
      if (state === 'paused') void run.stop();
    };
    await quiet();
    expect([run.state, told]).toEqual(['stopped', ['paused', 'stopped']]);
  });

  test('[RP9] a cancelled run commits what is drawn, drops the rest, and is no failure', async () => {
    const listeners: (() => void)[] = [];
    const signal = { ...NEVER, aborted: false, reason: new Error('cancelled') };
    signal.throwIfAborted = () => {
      if (signal.aborted) throw signal.reason;
    };
    signal.addEventListener = (_type: 'abort', listener: () => void) => void listeners.push(listener);
    const { run, doors, commits, problems } = stage(planOf(LOOP), { signal }, null);
    doors.hold('dream4');
    await quiet();
    signal.aborted = true;
    for (const listener of listeners) listener();
    doors.open('dream4');
    await expect(run.done).resolves.toBe('stopped');
    expect(commits.map(({ frame }) => frame)).toEqual([0, 1, 2, 3]);
    expect(problems).toEqual([]);
  });

  test('[RP10] cues are asked for once per frame, and reach their node', async () => {
    const { run, asked } = stage(planOf(LOOP));
    await run.done;
    expect(asked).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe('an edited graph', () => {
  const edited = {
    ...LOOP,
    nodes: { ...LOOP.nodes, one: { type: 'Number', params: { value: 10 } }, extra: 'Counter' },
  };

  test('[RP11] is taken over at a boundary, with what nodes remember', async () => {
    const { run, commits } = stage(planOf(LOOP), { startPaused: true });
    run.step();
    run.step();
    await quiet();
    run.replan(planOf(edited));
    run.unpause();
    await run.done;
    expect(levelsOf(commits)).toEqual([1, 2, 12, 22, 32, 42]);
    expect(commits[2]?.memory.get('extra')).toBe(1);
  });

  test('[RP11] waits for the tails in flight, and loses no frame', async () => {
    const { run, doors, commits, events } = stage(planOf(LOOP));
    doors.hold('hud1');
    await quiet();
    run.replan(planOf(edited));
    await quiet();
    const loopsBefore = events.filter((event) => event.startsWith('dream')).length;
    doors.open('hud1');
    await run.done;
    const levels = levelsOf(commits);
    expect(levels.slice(0, loopsBefore)).toEqual([1, 2, 3, 4, 5, 6].slice(0, loopsBefore));
    expect(levels[loopsBefore]).toBe((levels[loopsBefore - 1] ?? 0) + 10);
    expect(commits.map(({ frame }) => frame)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('[RP12] a node whose id now stands for another type starts anew', async () => {
    const counting = { nodes: { c: 'Counter' } };
    const { run, commits } = stage(planOf(counting), { startPaused: true });
    run.step();
    run.step();
    await quiet();
    run.replan(
      planOf({ nodes: { c: 'Delay', n: { type: 'Number', params: { value: 4 } } }, wires: ['n.value > c.next'] }),
    );
    run.step();
    await quiet();
    expect(commits.at(-1)?.memory.get('c')).toEqual({ pushed: 1, values: [4] });
    run.replan(planOf(counting));
    run.step();
    await quiet();
    expect(commits.at(-1)?.memory.get('c')).toBe(1);
    await run.stop();
  });

  test('[RP13] what did not change is not evaluated again', async () => {
    const { run, commits } = stage(planOf(LOOP), { startPaused: true });
    run.step();
    await quiet();
    run.replan(planOf(edited));
    run.step();
    await quiet();
    const report = (node: string) => commits[1]?.reports.get(node)?.durationMs;
    expect([report('start'), report('one'), report('add')]).toEqual([null, 0, 0]);
    await run.stop();
  });
});
