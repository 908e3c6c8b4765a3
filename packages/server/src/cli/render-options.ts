import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf, settingsSchema } from '@epoch/graph-runtime/model';
import { Refusal } from './exit-codes.ts';

export interface RenderOptions {
  readonly graphFile: string;
  readonly folder: string;
  readonly frames: number | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly seed: number | undefined;
  readonly dataFolder: string | undefined;
  readonly sets: readonly string[];
  readonly resumes: boolean;
  /** What becomes of the film while an image server is away. */
  readonly whenAway: 'wait' | 'fail';
}

/** @throws Refusal for anything that is not understood */
export function parseRender(args: readonly string[]): RenderOptions {
  const { values, positionals } = readArgs(args);
  const [graphFile, ...more] = positionals;
  if (graphFile === undefined || more.length > 0) throw new Refusal('render takes one graph file.');
  if (values.out === undefined || values.out === '')
    throw new Refusal('render needs --out DIR, the folder of the film.');
  const size = /^(\d{2,5})x(\d{2,5})$/i.exec(values.size ?? '');
  if (values.size !== undefined && size === null) {
    throw new Refusal(`--size takes WIDTHxHEIGHT such as 1024x576, not "${values.size}".`);
  }
  const whenAway = values['when-away'] ?? 'wait';
  if (whenAway !== 'wait' && whenAway !== 'fail') {
    throw new Refusal(`--when-away takes wait or fail, not "${whenAway}".`);
  }
  const numbers = {
    frames: wholeNumber('--frames', values.frames),
    seed: wholeNumber('--seed', values.seed),
    width: size === null ? undefined : Number(size[1]),
    height: size === null ? undefined : Number(size[2]),
  };
  const given = Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined));
  const checked = settingsSchema.partial().safeParse(given);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const field = String(issue?.path[0] ?? '');
    const option = field === 'width' || field === 'height' ? '--size' : `--${field}`;
    throw new Refusal(`${option}: ${issue?.message ?? 'is not allowed'}${option === '--size' ? ` (${field})` : ''}.`);
  }
  return {
    graphFile,
    folder: resolve(values.out),
    ...numbers,
    dataFolder: values.data === undefined ? undefined : resolve(values.data),
    sets: values.set ?? [],
    resumes: values.resume === true,
    whenAway,
  };
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: 'string', short: 'o' },
        frames: { type: 'string', short: 'n' },
        size: { type: 'string' },
        seed: { type: 'string' },
        set: { type: 'string', multiple: true },
        data: { type: 'string' },
        resume: { type: 'boolean' },
        'when-away': { type: 'string' },
      },
    });
  } catch (error) {
    throw new Refusal(messageOf(error));
  }
}

function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,16}$/.test(text)) throw new Refusal(`${option} takes a whole number, not "${text}".`);
  return Number(text);
}
