import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { planFilm } from '@epoch/graph-runtime/model';
import { sweepTrials, trialFolder } from '../productions/scratch.ts';
import { runTrial } from '../productions/trial.ts';
import { liveHolder } from '../storage/lock.ts';
import { openDataFolder } from '../storage/make-folder.ts';
import { VERSION } from '../version.ts';
import { applySets } from './apply-sets.ts';
import { checkChoices } from './check-choices.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { parsePlan } from './plan-options.ts';
import { planLines } from './plan-words.ts';
import { readGraphFile } from './read-graph-file.ts';
import { checkGraph } from './render-folder.ts';
import type { Terminal } from './terminal.ts';
import type { World } from './world.ts';

/**
 * `epochstreamer plan`: tries a graph for a while, throws the frames away, and tells how long a film takes, or becomes by
 * a given time, and what would make it fit. Ctrl+C ends the trial with what it has.
 */
export async function plan(args: readonly string[], terminal: Terminal, world: World): Promise<ExitCode> {
  const options = parsePlan(args, Date.now());
  const { definitions } = await world.nodes();
  const document = applySets(await readGraphFile(options.graphFile, definitions), definitions, options.sets);
  checkGraph(document, definitions, terminal);
  await checkChoices(document, definitions, world, options.dataFolder);
  const { dataFolder = world.dataFolder, seconds, frames, byMs } = options;
  await openDataFolder(dataFolder);
  await sweepTrials(dataFolder);
  const server = liveHolder(join(dataFolder, 'server.lock'));
  if (server !== null) terminal.err('The editor is open on this data folder; a film that runs there slows the trial.');

  const kit = await world.openKit(options.dataFolder);
  const abort = new AbortController();
  const quiet = terminal.onInterrupt(() => abort.abort());
  try {
    terminal.err(`Trying the graph for up to ${seconds} s; its frames are thrown away.`);
    const folder = await trialFolder(dataFolder, `${process.pid}-${randomBytes(4).toString('hex')}`);
    const { signal } = abort;
    const trial = await runTrial({ folder, document, kit, seconds, program: VERSION, signal });
    const left = byMs === null ? null : Math.max(0, (byMs - Date.now()) / 1000);
    const wish = { frames, seconds: left, fps: document.settings.fps };
    const planned = planFilm(trial, wish);
    if (options.asJson) terminal.out(JSON.stringify({ trial, plan: planned }, null, 2));
    else for (const line of planLines(trial, planned, wish, byMs)) terminal.out(line);
    return signal.aborted ? EXIT.interrupted : EXIT.ok;
  } finally {
    quiet();
    await kit.close();
  }
}
