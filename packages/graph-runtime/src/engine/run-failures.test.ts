import { describe, expect, test } from 'vitest';
import type { Raster } from '../model/index.ts';
import { solidRaster } from '../testing/index.ts';
import { LOOP, levelsOf, planOf, quiet, stage } from '../testing/stage.ts';

describe('a node that fails', () => {
  test.each(['dream3', 'hud3'])(
    '[RF1] pauses the run at its frame; the frame is tried again on unpause (%s)',
    async (name) => {
      const { run, commits, problems, failing, states } = stage(planOf(LOOP));
      failing.set(name, new Error('no answer'));
      await quiet();
      const [node, title] = name === 'dream3' ? ['dream', 'Dream'] : ['hud', 'HUD'];
      expect(problems).toEqual([
        {
          severity: 'error',
          code: 'node-failed',
          message: `${title} (${node}) failed at frame 3: no answer.`,
          node,
          frame: 3,
        },
      ]);
      expect([run.state, run.nextFrame, commits.length]).toEqual(['paused', 3, 3]);
      failing.clear();
      run.unpause();
      await expect(run.done).resolves.toBe('finished');
      expect(commits.map(({ frame }) => frame)).toEqual([0, 1, 2, 3, 4, 5]);
      expect(levelsOf(commits)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(states).toEqual(['running', 'paused', 'running', 'finished']);
    },
  );

  test('[RF1] it pauses again while the node keeps failing, and stop still works', async () => {
    const { run, problems, failing } = stage(planOf(LOOP));
    failing.set('dream1', new Error('no answer'));
    await quiet();
    run.unpause();
    await quiet();
    run.step();
    await quiet();
    expect(problems.map(({ frame }) => frame)).toEqual([1, 1, 1]);
    await run.stop();
    expect(run.state).toBe('stopped');
  });

  test('[RF2] frames in flight before it are committed, frames after it are let go and made again', async () => {
    const { run, doors, events, commits, failing } = stage(planOf(LOOP));
    doors.hold('commit 0');
    doors.hold('hud1');
    failing.set('hud1', new Error('no answer'));
    await quiet();
    expect(events).toContain('dream2');
    doors.open('hud1');
    await quiet();
    expect(run.state).toBe('running');
    doors.open('commit 0');
    await quiet();
    expect([run.state, run.nextFrame, commits.length]).toEqual(['paused', 1, 1]);
    failing.clear();
    run.unpause();
    await run.done;
    expect(events.filter((event) => event === 'dream2')).toHaveLength(2);
    expect(commits.map(({ frame }) => frame)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(levelsOf(commits)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('[RF2] a frame that is still being drawn over when the one after it fails is finished, not made again', async () => {
    const { run, doors, events, commits, failing } = stage(planOf(LOOP));
    doors.hold('hud0');
    failing.set('dream2', new Error('no answer'));
    await quiet();
    expect(events).toContain('dream2');
    expect(events).not.toContain('hud1');
    doors.open('hud0');
    await quiet();
    expect([run.state, run.nextFrame, commits.length]).toEqual(['paused', 2, 2]);
    failing.clear();
    run.unpause();
    await run.done;
    expect(events.filter((event) => event === 'dream1')).toHaveLength(1);
    expect(levelsOf(commits)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('[RF3] cues of a frame that is tried again are not asked for again', async () => {
    const { run, failing, asked } = stage(planOf(LOOP));
    failing.set('hud2', new Error('no answer'));
    await quiet();
    failing.clear();
    run.unpause();
    await run.done;
    expect(asked).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('[RF4] an edited graph may mend it', async () => {
    const { run, failing, commits } = stage(planOf(LOOP));
    failing.set('hud2', new Error('no answer'));
    await quiet();
    const { hud } = LOOP.nodes;
    run.replan(planOf({ ...LOOP, nodes: { ...LOOP.nodes, hud: { ...hud, bypassed: true } } }));
    run.unpause();
    await run.done;
    expect(levelsOf(commits)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('a host that fails', () => {
  test('[RF5] a commit that fails ends the run with its error; nothing is committed after it', async () => {
    const { run, failing, commits, events, states } = stage(planOf(LOOP));
    const error = new Error('disk full');
    failing.set('commit 2', error);
    await expect(run.done).rejects.toBe(error);
    expect(commits.map(({ frame }) => frame)).toEqual([0, 1]);
    expect(events).not.toContain('commit 3');
    expect([run.state, states.at(-1)]).toEqual(['stopped', 'stopped']);
    await expect(run.stop()).rejects.toBe(error);
  });

  test('[RF6] previews that fail end the run once the frames in flight are safe', async () => {
    const { run, failing, commits } = stage(planOf(LOOP));
    failing.set('drawn 1', new Error('no preview'));
    await expect(run.done).rejects.toThrow('no preview');
    expect(commits.length).toBeGreaterThanOrEqual(1);
  });

  test('[RF6] cues that cannot be read end the run', async () => {
    const { run, host, doors } = stage(planOf(LOOP));
    doors.hold('dream2');
    await quiet();
    host.cuesFor = () => Promise.reject(new Error('journal closed'));
    doors.open('dream2');
    await expect(run.done).rejects.toThrow('journal closed');
  });
});

describe('rasters that are still needed', () => {
  const keep = {
    nodes: { f: 'FrameNumber', p: 'Paint', d: 'PictureDelay', o: 'Output' },
    wires: ['f.value > p.level', 'p.image > d.next', 'p.image > o.image'],
  };

  test('[RF7] after each commit the host is told all that memory, memo and frames in flight reach, and no more', async () => {
    const { port, param } = await import('../model/index.ts');
    const { toy } = await import('../testing/index.ts');
    const raster = port.raster({ doc: '' });
    const delay = toy({
      type: 'PictureDelay',
      inputs: { initial: { ...raster, optional: true }, next: raster },
      outputs: { out: raster },
      params: { frames: param.integer({ default: 2, min: 1, max: 9, unit: 'frames', doc: '' }) },
      varies: 'frame',
      delay: { initial: 'initial', next: 'next', out: 'out', frames: 'frames' },
      evaluate: () => ({}),
    });
    const { run, commits, live } = stage(planOf(keep, delay), {}, 12);
    await run.done;
    expect(live).toHaveLength(12);
    const made: Raster[] = commits.flatMap(({ stills }) => stills.map((still) => still.raster));
    const last = [...(live.at(-1) ?? [])].map((one) => made.indexOf(one)).sort((a, b) => a - b);
    expect(last).toEqual([10, 11]);
    live.forEach((rasters, frame) => {
      const picture = made[frame];
      expect(picture !== undefined && rasters.has(picture), `frame ${frame} is in the delay`).toBe(true);
      for (const old of made.slice(0, Math.max(0, frame - 1))) expect(rasters.has(old)).toBe(false);
    });
  });

  test('[RF8] cues of frames in flight count, and are let go after', async () => {
    const image = solidRaster(1, 1, [1, 2, 3, 255]);
    const { run, cues, live, doors } = stage(planOf(LOOP));
    cues.set(1, new Map([['dream', { kind: 'teleport', image, dissolveFrames: 0 }]]));
    doors.hold('commit 1');
    await quiet();
    expect(live[0]?.has(image)).toBe(true);
    doors.open('commit 1');
    await run.done;
    expect(live.at(-1)?.has(image)).toBe(false);
  });
});
