import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn } from '../storage/durable.ts';
import { liveHolder } from '../storage/lock.ts';
import { filmPaths } from './folder.ts';

/**
 * Folders of things in the making, beside the productions: a take that is being laid down, a trial that runs. Their names
 * begin with a dot, so that nobody takes them for productions. Whatever a killed program left is swept at the next start.
 */
const MAKING = '.making-';
const TRIAL = '.trial-';

/** `graphId`: of the graph that the take will have; a sweep tells it. */
export function makingFolder(root: string, graphId: string): string {
  return join(root, `${MAKING}${graphId}`);
}

/** `name`: no other trial has it. */
export async function trialFolder(root: string, name: string): Promise<string> {
  const folder = join(root, `${TRIAL}${name}`);
  await mkdir(folder, { recursive: true });
  return folder;
}

/**
 * Removes what was left unfinished, but not what another living process works on. Answers the ids of graphs that were
 * meant for takes which never came to be.
 */
export async function sweepScratch(root: string): Promise<readonly string[]> {
  await sweepTrials(root);
  return (await sweep(root, MAKING)).map((name) => name.slice(MAKING.length));
}

/** Removes trials of programs that were killed. */
export async function sweepTrials(root: string): Promise<void> {
  await sweep(root, TRIAL);
}

async function sweep(root: string, prefix: string): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const name of await namesIn(root)) {
    const folder = join(root, name);
    if (!name.startsWith(prefix) || liveHolder(filmPaths(folder).lock) !== null) continue;
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    swept.push(name);
  }
  return swept;
}
