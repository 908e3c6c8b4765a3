import { describe, expect, test } from 'vitest';
import { type AnyDefinition, EpochError, port } from '../model/index.ts';
import { NEVER, TEST_FILM, type ToyServices, toy } from '../testing/index.ts';
import { planOf, quiet } from '../testing/stage.ts';
import { evaluateFrame, type FrameCommit } from './index.ts';

const request = (index: number, services: ToyServices = {}) => ({
  frame: { ...TEST_FILM, index },
  services,
  signal: NEVER,
});

const output = (commit: FrameCommit | undefined, node: string, name: string) =>
  commit?.reports.get(node)?.outputs[name];

describe('slow nodes', () => {
  const slow = (name: string) => ({ type: 'Slow', params: { name } });

  test('[EF7] independent branches run side by side; each step waits only for what it needs', async () => {
    const began: string[] = [];
    const open = new Map<string, () => void>();
    const gate = (name: string) => {
      began.push(name);
      return new Promise<void>((resolve) => open.set(name, resolve));
    };
    const plan = planOf({
      nodes: { n: 'Number', a: slow('a'), a2: slow('a2'), b: slow('b'), b2: slow('b2'), s: 'Sum' },
      wires: [
        'n.value > a.value',
        'a.value > a2.value',
        'n.value > b.value',
        'b.value > b2.value',
        'a2.value > s.left',
        'b2.value > s.right',
      ],
    });
    const frame = evaluateFrame(plan, request(0, { gate }), new Map());
    const opened = async (name: string) => {
      open.get(name)?.();
      await quiet();
    };
    await opened('nothing');
    expect(began).toEqual(['a', 'b']);
    await opened('b');
    expect(began).toEqual(['a', 'b', 'b2']);
    await opened('a');
    expect(began).toEqual(['a', 'b', 'b2', 'a2']);
    await opened('a2');
    await opened('b2');
    expect(output(await frame, 's', 'sum')).toBe(0);
  });

  test('[EF8] when a node fails, those beside it are waited for, and the failing one is thrown', async () => {
    let finished = false;
    const gate = async (name: string) => {
      if (name === 'bad') throw new Error('no electricity');
      for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
      finished = true;
    };
    const nodes = { n: 'Number', good: slow('good'), bad: { ...slow('bad'), title: 'Dream' }, s: 'Sum' };
    const plan = planOf({ nodes, wires: ['n.value > good.value', 'n.value > bad.value', 'bad.value > s.left'] });
    await expect(evaluateFrame(plan, request(12, { gate }), new Map())).rejects.toThrow(
      'Dream (bad) failed at frame 12: no electricity.',
    );
    expect(finished).toBe(true);
  });
});

describe('failures', () => {
  const failing = (evaluate: AnyDefinition<ToyServices>['evaluate'], hasMemory = false) =>
    toy({ type: 'Broken', title: 'Broken node', outputs: { value: port.number({ doc: '' }) }, hasMemory, evaluate });

  test.each<[string, AnyDefinition<ToyServices>['evaluate'], RegExp]>([
    [
      'throws',
      () => {
        throw new Error('no disk.');
      },
      /Broken node \(b\) failed at frame 3: no disk\.$/,
    ],
    ['answers with nothing', () => undefined, /answered with no outputs/],
    ['leaves an output out', () => ({}), /without its output "value"/],
    ['answers with one more', () => ({ value: 1, extra: 2 }), /an output "extra" that it does not declare/],
    ['answers with the wrong type', () => ({ value: 'one' }), /"value" should be a number, and is string/],
    ['answers with NaN', () => ({ value: Number.NaN }), /should be a number, and is NaN/],
    ['promises the wrong type', async () => ({ value: null }), /should be a number, and is null/],
  ])('[EF9] a node that %s fails with node and frame', async (_what, evaluate, message) => {
    const plan = planOf({ nodes: { b: 'Broken' } }, failing(evaluate));
    const error = await evaluateFrame(plan, request(3), new Map()).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EpochError);
    expect(error).toMatchObject({ code: 'NODE_FAILED', detail: { node: 'b', frame: 3 } });
    expect(String(error)).toMatch(message);
    expect((error as EpochError).cause).toBeInstanceOf(Error);
  });

  test('[EF9] a node that remembers must answer with its memory', async () => {
    const plan = planOf(
      { nodes: { b: 'Broken' } },
      failing(() => ({ outputs: { value: 1 } }), true),
    );
    await expect(evaluateFrame(plan, request(0), new Map())).rejects.toThrow(/answered without "memory"/);
  });

  test('[EF10] a value of unknown type is looked at where it arrives', async () => {
    const plan = planOf({
      nodes: { t: 'Text', s: 'Sampler', p: 'Paint' },
      wires: ['t.text > s.whatever', 's.any > p.level'],
    });
    await expect(evaluateFrame(plan, request(0), new Map())).rejects.toThrow(
      /Paint \(p\) .* what arrives at "level" is not a number/,
    );
  });

  test('[EF11] a cancelled frame throws the reason of the signal itself', async () => {
    const reason = new Error('stopped by hand');
    const signal = {
      ...NEVER,
      aborted: true,
      reason,
      throwIfAborted: () => {
        throw reason;
      },
    };
    const plan = planOf({ nodes: { n: 'Number' } });
    await expect(evaluateFrame(plan, { ...request(0), signal }, new Map())).rejects.toBe(reason);
  });

  test('[EF12] a wired choice that is none is refused by name', async () => {
    const plan = planOf({ nodes: { t: 'Text', s: 'Sampler' }, wires: ['t.text > s.tint'] });
    await expect(evaluateFrame(plan, request(0), new Map())).rejects.toThrow(
      /the wired "tint" is "moss", which is not a colour/,
    );
  });
});
