import { EpochError } from '@epoch/graph-runtime/model';
import { afterAll, expect, test } from 'vitest';
import { cliStage, stillHashes } from '../testing/cli-stage.ts';
import { engineGraph } from '../testing/engine-film.ts';
import { fakeKit } from '../testing/fake-kit.ts';
import { fakeTerminal } from '../testing/fake-terminal.ts';
import { EXIT } from './exit-codes.ts';
import { runCli } from './run-cli.ts';

const { graphFile, newName, world, end } = cliStage();
afterAll(end);

const AWAY = 'No ComfyUI answers at http://127.0.0.1:8188.';

/** A film of 6 frames whose server is away at frame 3 for some tries. */
async function render(awayTries: number, ...more: string[]) {
  const kit = fakeKit();
  let tries = 0;
  kit.fake.engine = async ({ frame }) => {
    if (frame.index !== 3) return;
    tries += 1;
    if (tries <= awayTries) throw new EpochError('ENGINE_AWAY', AWAY, { detail: { retryAfterMs: 5 } });
  };
  const terminal = fakeTerminal();
  const folder = newName('-film');
  const args = ['render', graphFile(engineGraph({ frames: 6 })), '--out', folder, ...more];
  const exit = await runCli(args, terminal, { ...world, openKit: async () => kit });
  return { exit, folder, tries, said: terminal.errLines.filter((line) => !line.startsWith('frame ')) };
}

test('[CL18] render waits for a server that is away, in one line, and ends with the whole film', async () => {
  const { exit, folder, tries, said } = await render(4);
  expect([exit, tries]).toEqual([EXIT.ok, 5]);
  expect(stillHashes(folder)).toEqual(stillHashes((await render(0)).folder));
  expect(said).toEqual([
    `${AWAY} Next try in 1 s. Frames 0 to 2 are safe.`,
    'The image server is back. The film goes on.',
  ]);
});

test('[CL18] with --when-away fail it ends with 1, and no sentence asks to unpause', async () => {
  const { exit, folder, tries, said } = await render(4, '--when-away', 'fail');
  expect([exit, tries]).toEqual([EXIT.failed, 1]);
  expect(stillHashes(folder)).toHaveLength(3);
  expect(said[0]).toBe(AWAY);
  expect(said.join(' ')).toContain('--resume goes on from there');
  expect(said.join(' ')).not.toMatch(/unpause|next try/i);
});

test('[CL18] what --when-away does not know is refused', async () => {
  const { exit, said } = await render(0, '--when-away', 'later');
  expect([exit, said[0]]).toEqual([EXIT.refused, '--when-away takes wait or fail, not "later".']);
});
