import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cliStage } from '../testing/cli-stage.ts';
import { fakeGraph, loopGraph } from '../testing/fake-kit.ts';
import { EXIT } from './exit-codes.ts';

const { cli, graphFile, newName, root, end } = cliStage();
afterAll(end);

/** A film whose painter is told by a wire how much to paint. */
function wiredGraph() {
  const graph = loopGraph();
  const wire = { id: 'w', from: { node: 'counter', port: 'count' }, to: { node: 'painter', port: 'strength' } };
  return { ...graph, edges: { ...graph.edges, w: wire } };
}

describe('refusals', () => {
  const out = () => ['--out', newName('-film')];

  test.each<[string, () => string[], string]>([
    ['no graph', () => ['render', ...out()], 'render takes one graph file.'],
    ['no folder', () => ['render', graphFile()], 'render needs --out DIR'],
    ['no such file', () => ['render', join(root, 'gone.json'), ...out()], 'There is no file'],
    ['no JSON', () => ['render', graphFile('{"a":'), ...out()], 'is no JSON'],
    ['some other JSON', () => ['render', graphFile('{"a":1}'), ...out()], 'is some other file'],
    [
      'a hostile file',
      () => ['render', graphFile('{"__proto__":{"x":1}}'), ...out()],
      '__proto__ is a name that is not allowed',
    ],
    ['a size that is none', () => ['render', graphFile(), ...out(), '--size', 'big'], '--size takes WIDTHxHEIGHT'],
    ['an odd size', () => ['render', graphFile(), ...out(), '--size', '101x77'], '--size'],
    ['too many frames', () => ['render', graphFile(), ...out(), '--frames', '99999999999'], '--frames'],
    [
      'frames that are none',
      () => ['render', graphFile(), ...out(), '--frames', 'many'],
      '--frames takes a whole number, not "many".',
    ],
    ['an unknown option', () => ['render', graphFile(), ...out(), '--fast'], '--fast'],
    [
      'an endless film',
      () => ['render', graphFile(loopGraph({ frames: null })), ...out()],
      'say how long the film is by --frames',
    ],
    [
      'a set without a value',
      () => ['render', graphFile(), ...out(), '--set', 'painter'],
      '--set takes node.param=value, not "painter".',
    ],
    [
      'a set of no node',
      () => ['render', graphFile(), ...out(), '--set', 'sky.strength=1'],
      'the graph has no node "sky". It has delay, painter',
    ],
    [
      'a set of no param',
      () => ['render', graphFile(), ...out(), '--set', 'painter.colour=1'],
      'has no param "colour". It has strength',
    ],
    [
      'a set to no value',
      () => ['render', graphFile(), ...out(), '--set', 'painter.strength=high'],
      'is "high", but must be a number',
    ],
    [
      'a graph without an output',
      () => ['render', graphFile(fakeGraph([], [])), ...out()],
      'error: No frame of this graph is saved: it has no output',
    ],
    [
      'a set of a value that a wire drives',
      () => ['render', graphFile(wiredGraph()), ...out(), '--set', 'painter.strength=0.5'],
      'a wire from counter.count drives this value. Set it there.',
    ],
    ['an unknown command', () => ['draw'], 'There is no command "draw".'],
  ])('[CL8] %s is refused in a sentence, and nothing is written', async (_what, args, sentence) => {
    const given = args();
    const { exit, err } = await cli(...given);
    expect(exit).toBe(EXIT.refused);
    expect(err).toContain(sentence);
    const folder = given[given.indexOf('--out') + 1];
    if (given.includes('--out') && folder !== undefined) expect(existsSync(folder)).toBe(false);
  });

  test('[CL8] a graph that cannot run is refused with all its problems and their cures', async () => {
    const broken = fakeGraph(
      [
        ['a', 'Gone'],
        ['painter', 'TestPainter', { strength: 99 }],
      ],
      [],
    );
    const folder = newName('-film');
    const { exit, err } = await cli('render', graphFile(broken), '--frames', '2', '--out', folder);
    expect([exit, existsSync(folder)]).toEqual([EXIT.refused, false]);
    expect(err).toContain('This graph cannot run:');
    expect(err).toContain('error [Gone, a]');
    expect(err).toMatch(/Cure: Set Strength to \d/);
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    '[CL8] an empty folder that cannot be written to is refused in a sentence',
    async () => {
      const folder = newName('-film');
      mkdirSync(folder, { mode: 0o555 });
      const { exit, err } = await cli('render', graphFile(), '--frames', '2', '--out', folder);
      expect([exit, readdirSync(folder)]).toEqual([EXIT.refused, []]);
      expect(err).toContain(`${folder} cannot be written to`);
    },
  );
});
