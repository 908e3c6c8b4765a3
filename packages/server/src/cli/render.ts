import { join } from 'node:path';
import { type GraphDocument, messageOf } from '@epoch/graph-runtime/model';
import { openFilm } from '../productions/film.ts';
import type { Film } from '../productions/film-types.ts';
import { FILM_FOLDER } from '../productions/folder.ts';
import type { NodeKit } from '../productions/node-kit.ts';
import { applySets } from './apply-sets.ts';
import { checkChoices } from './check-choices.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { clock, createProgress } from './progress.ts';
import { readGraphFile } from './read-graph-file.ts';
import { checkGraph, prepareFolder } from './render-folder.ts';
import { parseRender, type RenderOptions } from './render-options.ts';
import { createStatusLines } from './status-lines.ts';
import type { Terminal } from './terminal.ts';
import type { World } from './world.ts';

/** Long: it has nothing to do. */
const AWAKE_EVERY_MS = 3_600_000;

/** `epochstreamer render`: draws a film into a folder, from its beginning or from where it stands. */
export async function render(args: readonly string[], terminal: Terminal, world: World): Promise<ExitCode> {
  const options = parseRender(args);
  const { definitions } = await world.nodes();
  const document = applySets(await readGraphFile(options.graphFile, definitions), definitions, options.sets);
  checkGraph(document, definitions, terminal);
  await checkChoices(document, definitions, world, options.dataFolder);
  const kit = await world.openKit(options.dataFolder);
  try {
    await prepareFolder(options, document, kit);
    return await draw(options, document, terminal, kit);
  } finally {
    await kit.close();
  }
}

async function draw(
  options: RenderOptions,
  document: GraphDocument,
  terminal: Terminal,
  kit: NodeKit,
): Promise<ExitCode> {
  const startedMs = performance.now();
  let drawn = 0;
  let interrupted = false;
  let failed = false;
  const tell = createStatusLines(terminal);
  let film: Film | null = null;
  const stop = () => void film?.stop().catch((error: unknown) => terminal.err(messageOf(error)));

  let progress = createProgress(terminal, null, () => performance.now());
  film = await openFilm({
    folder: options.folder,
    kit,
    graph: document,
    paused: true,
    isUnattended: true,
    listener: {
      committed: (commit, row) => {
        if (row !== null) drawn += 1;
        progress.frameDone(commit.frame + 1);
      },
      problem: ({ code }) => {
        failed ||= code !== 'engine-away';
      },
      changed: (status) => {
        const givesUp = options.whenAway === 'fail' && status.problem?.code === 'engine-away';
        failed ||= givesUp;
        tell(givesUp ? { ...status, message: status.problem?.message ?? null } : status);
        if (failed && (status.state === 'paused' || status.state === 'waiting')) stop();
      },
    },
  });
  progress = createProgress(terminal, film.meta.settings.frames, () => performance.now());
  const quiet = terminal.onInterrupt(() => {
    // A second time means: at once. What is committed is safe all the same.
    if (interrupted) process.exit(EXIT.interrupted);
    interrupted = true;
    terminal.err('Stopping after the frames that have begun. Press Ctrl+C again to end at once.');
    stop();
  });
  film.unpause();
  // A film that waits for room on the disk leaves nothing else that would keep the program running.
  const awake = setInterval(() => {}, AWAKE_EVERY_MS);
  const status = await film.ended;
  clearInterval(awake);
  quiet();
  progress.end();

  const seconds = (performance.now() - startedMs) / 1000;
  const stills = join(options.folder, FILM_FOLDER);
  const done = `${status.framesDone} ${status.framesDone === 1 ? 'frame' : 'frames'}`;
  const safe = `${done} ${status.framesDone === 1 ? 'is' : 'are'} safe in ${stills}`;
  if (interrupted && status.state === 'stopped') {
    terminal.err(`Stopped. ${safe}. The same command with --resume goes on from there.`);
    return EXIT.interrupted;
  }
  if (failed || status.state !== 'finished') {
    const again = 'The same command with --resume goes on from there.';
    terminal.err(`The film is not finished: ${safe}. ${again}`);
    return EXIT.failed;
  }
  const pace =
    drawn === 0
      ? ''
      : `, ${drawn} of them drawn in ${clock(seconds)} (${(drawn / seconds).toFixed(1)} frames per second)`;
  terminal.out(`${done} in ${stills}${pace}. Seed ${film.meta.settings.seed ?? 0}.`);
  return EXIT.ok;
}
