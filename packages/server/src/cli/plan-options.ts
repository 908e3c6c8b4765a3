import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '@epoch/graph-runtime/model';
import { Refusal } from './exit-codes.ts';

export interface PlanOptions {
  readonly graphFile: string;
  /** How long the graph is tried. @unit s */
  readonly seconds: number;
  readonly frames: number | null;
  /** Until when the film has to be ready; null: no matter. @unit ms since 1970 */
  readonly byMs: number | null;
  readonly dataFolder: string | undefined;
  readonly sets: readonly string[];
  readonly asJson: boolean;
}

const SECONDS = { least: 5, most: 120, usual: 60 };
const MOST_FRAMES = 10_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** @unit nowMs: ms since 1970. @throws Refusal for anything that is not understood */
export function parsePlan(args: readonly string[], nowMs: number): PlanOptions {
  const { values, positionals } = readArgs(args);
  const [graphFile, ...more] = positionals;
  if (graphFile === undefined || more.length > 0) throw new Refusal('plan takes one graph file.');
  const seconds = Number(values.seconds ?? SECONDS.usual);
  if (!(seconds >= SECONDS.least && seconds <= SECONDS.most)) {
    throw new Refusal(`--seconds takes a number from ${SECONDS.least} to ${SECONDS.most}, not "${values.seconds}".`);
  }
  return {
    ...{ graphFile, seconds, frames: framesOf(values.frames), byMs: timeOf(values.by, nowMs) },
    dataFolder: values.data === undefined ? undefined : resolve(values.data),
    sets: values.set ?? [],
    asJson: values.json === true,
  };
}

function framesOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const frames = Number(text);
  if (/^\d{1,8}$/.test(text) && frames >= 1 && frames <= MOST_FRAMES) return frames;
  throw new Refusal(`--frames takes a whole number from 1 to ${MOST_FRAMES}, not "${text}".`);
}

/** The next time that a clock on this machine shows it. */
function timeOf(text: string | undefined, nowMs: number): number | null {
  if (text === undefined) return null;
  const [, hours = '', minutes = ''] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) {
    throw new Refusal(`--by takes a time of day such as 08:00, not "${text}".`);
  }
  const time = new Date(nowMs);
  time.setHours(Number(hours), Number(minutes), 0, 0);
  return time.getTime() > nowMs ? time.getTime() : time.getTime() + DAY_MS;
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seconds: { type: 'string' },
        frames: { type: 'string', short: 'n' },
        by: { type: 'string' },
        data: { type: 'string' },
        set: { type: 'string', multiple: true },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Refusal(messageOf(error));
  }
}
