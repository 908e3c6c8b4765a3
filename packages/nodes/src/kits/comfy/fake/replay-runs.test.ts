import { afterEach, describe, expect, test } from 'vitest';
import { type FakeComfy, startFakeComfy } from './fake-comfy.ts';
import type { JsonObject } from './json.ts';
import { differences } from './replay/compare.ts';
import { NOT_IMITATED } from './replay/not-imitated.ts';
import { play } from './replay/play.ts';
import { prime } from './replay/prime.ts';
import { collapsed, type RecordedRun, readRuns, socketOf, wordOf } from './replay/run-lines.ts';

/** Long enough for a call between two steps, short enough for a test. @unit ms */
const STEP_MS = 40;

let fake: FakeComfy | null = null;
afterEach(async () => {
  await fake?.close();
  fake = null;
});

/** Where several prompts are about, news of the queue comes in at any point. */
function isBusy({ lines }: RecordedRun): boolean {
  const sockets = new Set(lines.map(socketOf));
  return lines.filter(({ path, method }) => path === '/prompt' && method === 'POST').length > 1 || sockets.size > 1;
}

function told(words: readonly (string | null)[], busy: boolean): string[] {
  const said = words.filter((word) => word !== null).filter((word) => !busy || !word.startsWith('status'));
  return collapsed(said);
}

/** The first event of each kind. */
function firstOfEach(lines: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  const first = new Map<string, JsonObject>();
  for (const line of lines) {
    const word = line.kind === 'text' ? wordOf(line) : null;
    if (word !== null && !first.has(word)) first.set(word, line);
  }
  return first;
}

/** What stands in the error of a node is up to Python; prompts that are only described are made up, names of files too. */
function isHeld(difference: string): boolean {
  return !/\.(current_inputs|current_outputs|traceback|executed|subfolder)\b/.test(difference);
}

describe.each(['0.26.0', '0.3.64'] as const)('runs of %s', (version) => {
  const runs = readRuns(version).filter(({ name }) => NOT_IMITATED[`${version} runs.jsonl ${name}`] === undefined);
  test.each(runs.map((run) => [run.name, run] as const))('[FK5] %s', async (_name, run) => {
    fake = await startFakeComfy({ version, models: { checkpoints: ['random-sd15.safetensors'] } });
    await prime(fake, run);
    fake.faults.stepDelayMs = STEP_MS;
    const heard = await play(fake, run);
    const busy = isBusy(run);
    for (const [socket, lines] of heard) {
      const recorded = run.lines.filter((line) => socketOf(line) === socket).map(wordOf);
      expect(told(lines.map(wordOf), busy), `socket ${socket}`).toEqual(told(recorded, busy));
    }
    expect(heard.size).toBeGreaterThan(0);
    const ours = [...heard.values()].flat();
    for (const [word, line] of firstOfEach(run.lines)) {
      const said = ours.find((candidate) => candidate.kind === 'text' && wordOf(candidate) === word);
      if (said !== undefined) expect(differences(line.text, said.text, word).filter(isHeld), word).toEqual([]);
    }
  });
});
