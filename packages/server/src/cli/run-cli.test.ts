import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { cliStage, stillHashes as hashes } from '../testing/cli-stage.ts';
import { engineGraph } from '../testing/engine-film.ts';
import { fakeGraph } from '../testing/fake-kit.ts';
import { fakeTerminal } from '../testing/fake-terminal.ts';
import { EXIT } from './exit-codes.ts';
import { runCli } from './run-cli.ts';

const { cli, graphFile, newName, world, kits, root, end } = cliStage();
afterAll(end);

describe('render', () => {
  test('[CL1] makes a production of the folder and tells where the film is', async () => {
    const folder = newName('-film');
    const { exit, out } = await cli(
      'render',
      graphFile(),
      '--frames',
      '6',
      '--out',
      folder,
      '--size',
      '128x72',
      '--seed',
      '5',
    );
    expect(exit).toBe(EXIT.ok);
    expect(out).toMatch(/^6 frames in .*stills, 6 of them drawn in .* Seed 5\.$/);
    expect(hashes(folder)).toHaveLength(6);
    for (const name of ['graph.json', 'journal.db', 'checkpoints'])
      expect(existsSync(join(folder, name)), name).toBe(true);
    const graph = JSON.parse(readFileSync(join(folder, 'graph.json'), 'utf8'));
    expect(graph.settings).toMatchObject({ width: 128, height: 72, seed: 5, frames: 6 });
  });

  test('[CL2] the same seed draws the same film; --set changes it', async () => {
    const film = async (...more: string[]) => {
      const folder = newName('-film');
      await cli('render', graphFile(), '--frames', '3', '--out', folder, '--size', '128x72', '--seed', '5', ...more);
      return hashes(folder);
    };
    const first = await film();
    expect(await film()).toEqual(first);
    expect(await film('--set', 'painter.strength=0.75')).not.toEqual(first);
  });

  test('[CL2] --set reaches the sockets that a box has of its own', async () => {
    const cfg = { kind: 'number', label: 'CFG', min: 1, max: 20, role: 'cfg', targets: [] };
    const graph = engineGraph({ frames: 2 });
    const nodes = { ...graph.nodes, engine: { ...graph.nodes.engine, exposed: { cfg } } };
    const file = graphFile(JSON.stringify({ ...graph, nodes }));
    const folder = newName('-film');
    expect((await cli('render', file, '--out', folder, '--set', 'engine.cfg=7')).exit).toBe(EXIT.ok);
    const ran = JSON.parse(readFileSync(join(folder, 'graph.json'), 'utf8'));
    expect(ran.nodes.engine.params).toEqual({ cfg: 7 });
    const { exit, err } = await cli('render', file, '--out', newName('-film'), '--set', 'engine.cfg=70');
    expect([exit, err]).toEqual([EXIT.refused, expect.stringContaining('CFG is 70, outside 1 to 20')]);
  });

  test('[CL3] a folder that holds a production is refused without --resume, and not touched', async () => {
    const folder = newName('-film');
    const file = graphFile();
    await cli('render', file, '--frames', '2', '--out', folder);
    const before = hashes(folder);
    const { exit, err } = await cli('render', file, '--frames', '4', '--out', folder);
    expect([exit, hashes(folder)]).toEqual([EXIT.refused, before]);
    expect(err).toContain('holds a production already. Go on with it by --resume');
  });

  test('[CL3] a folder with other things in it is refused, too', async () => {
    const folder = newName('-things');
    mkdirSync(folder);
    writeFileSync(join(folder, 'holiday.png'), 'x');
    expect((await cli('render', graphFile(), '--frames', '2', '--out', folder)).exit).toBe(EXIT.refused);
    expect(readdirSync(folder)).toEqual(['holiday.png']);
  });

  test('[CL3] a folder that cannot be made is refused', async () => {
    const file = graphFile();
    const { exit, err } = await cli('render', file, '--frames', '2', '--out', join(file, 'below', 'a-file'));
    expect(exit).toBe(EXIT.refused);
    expect(err).toContain('cannot be made');
  });

  test('[CL4] --resume makes a film longer, byte for byte as if it had been so from the start', async () => {
    const [parts, whole, file] = [newName('-film'), newName('-film'), graphFile()];
    await cli('render', file, '--frames', '3', '--out', parts, '--seed', '5');
    const { exit, out } = await cli('render', file, '--frames', '7', '--out', parts, '--resume');
    expect(exit).toBe(EXIT.ok);
    expect(out).toContain('7 frames in');
    await cli('render', file, '--frames', '7', '--out', whole, '--seed', '5');
    expect(hashes(parts)).toEqual(hashes(whole));
  });

  test('[CL4] a finished film is resumed to nothing; another size, seed or fewer frames are refused', async () => {
    const [folder, file] = [newName('-film'), graphFile()];
    await cli('render', file, '--frames', '3', '--out', folder, '--seed', '5', '--size', '128x72');
    expect((await cli('render', file, '--out', folder, '--resume', '--size', '128x72')).exit).toBe(EXIT.ok);
    for (const [option, value] of [
      ['--size', '256x144'],
      ['--seed', '6'],
      ['--frames', '2'],
    ] as const) {
      const { exit, err } = await cli('render', file, '--out', folder, '--resume', option, value);
      expect(exit, option).toBe(EXIT.refused);
      expect(err).toContain(option);
    }
    expect((await cli('render', file, '--out', newName('-none'), '--resume')).err).toContain(
      'holds no production to resume',
    );
  });

  test('[CL5] Ctrl+C stops cleanly after the frames in flight; --resume goes on to the same film', async () => {
    const [folder, whole, file] = [newName('-film'), newName('-film'), graphFile()];
    const terminal = fakeTerminal(true);
    terminal.replaceLine = () => terminal.interrupt();
    const interruptOnce = terminal.interrupt;
    let interrupted = false;
    terminal.interrupt = () => {
      if (!interrupted) interruptOnce();
      interrupted = true;
    };
    const exit = await runCli(['render', file, '--frames', '40', '--out', folder, '--seed', '5'], terminal, world);
    expect(exit).toBe(EXIT.interrupted);
    expect(terminal.errLines.at(-1)).toMatch(/^Stopped\. (1 frame is|\d+ frames are) safe/);
    expect(hashes(folder).length).toBeLessThan(40);
    expect((await cli('render', file, '--frames', '40', '--out', folder, '--resume')).exit).toBe(EXIT.ok);
    await cli('render', file, '--frames', '40', '--out', whole, '--seed', '5');
    expect(hashes(folder)).toEqual(hashes(whole));
  });

  test('[CL5] a second Ctrl+C ends at once', async () => {
    const ended: unknown[] = [];
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      ended.push(code);
      throw new Error('The program would have ended here.');
    });
    const terminal = fakeTerminal(true);
    terminal.replaceLine = () => {
      terminal.interrupt();
      terminal.interrupt();
    };
    await runCli(['render', graphFile(), '--frames', '40', '--out', newName('-film')], terminal, world);
    vi.restoreAllMocks();
    expect(ended[0]).toBe(EXIT.interrupted);
    expect(terminal.errLines.filter((line) => line.startsWith('Stopping'))).toHaveLength(1);
  });

  test('[CL6] a node that fails ends the film with its sentence; what is done is safe', async () => {
    const folder = newName('-film');
    const { exit, err } = await cli(
      'render',
      graphFile(),
      '--frames',
      '9',
      '--out',
      folder,
      '--set',
      'fragile.failsAt=4',
    );
    expect(exit).toBe(EXIT.failed);
    expect(err).toMatch(/failed at frame 4/);
    expect(err).not.toMatch(/unpause/);
    expect(err).toContain('4 frames are safe');
    expect(hashes(folder)).toHaveLength(4);
  });

  test('[CL7] every kit that was opened is closed with nothing held', () => {
    expect(kits.length).toBeGreaterThan(5);
    for (const kit of kits) expect([kit.pinned(), kit.openStages()]).toEqual([0, 0]);
  });
});

describe('other commands', () => {
  test('[CL9] validate tells problems in sentences and fails when there are errors', async () => {
    const sound = graphFile();
    expect(await cli('validate', sound)).toMatchObject({ exit: EXIT.ok, out: `${sound}: sound` });
    const broken = graphFile(fakeGraph([['a', 'Gone']], []));
    const { exit, out } = await cli('validate', sound, broken, join(root, 'gone.json'));
    expect(exit).toBe(EXIT.failed);
    expect(out).toContain(`${broken}: 1 error, 1 warning`);
    expect(out).toContain('There is no file');
    expect((await cli('validate')).exit).toBe(EXIT.refused);
  });

  test('[CL10] nodes lists all types; --json gives the cards', async () => {
    expect((await cli('nodes')).out).toContain('TestPainter');
    const cards: unknown = JSON.parse((await cli('nodes', '--json')).out);
    expect(cards).toEqual(JSON.parse(JSON.stringify((await world.nodes()).cards)));
    expect((await cli('nodes', '--yaml')).exit).toBe(EXIT.refused);
  });

  test('[CL11] help goes out with 0, no command at all with 2', async () => {
    expect(await cli('--help')).toMatchObject({ exit: EXIT.ok, out: expect.stringContaining('epochstreamer render') });
    expect((await cli('render', '--help')).exit).toBe(EXIT.ok);
    expect(await cli()).toMatchObject({ exit: EXIT.refused, out: '' });
    expect((await cli('--version')).out).toMatch(/^\d+\.\d+\.\d+/);
  });
});
