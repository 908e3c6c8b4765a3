import { isObject, type JsonObject, writeJson } from '../json.ts';
import { changedPrompt } from './changes.ts';
import { recordedBody } from './http-replay.ts';
import { type Exchange, readRecording } from './recordings.ts';

const SMALL = {
  1: { class_type: 'EmptyImage', inputs: { width: 64, height: 64, batch_size: 1, color: 5 } },
  2: { class_type: 'SaveImage', inputs: { images: ['1', 0], filename_prefix: 'small' } },
};
const GOOD = writeJson({ prompt: SMALL });
/** Just over what the server takes. @unit B */
const TOO_LONG_BYTES = 104_857_625;

/** Bodies that the recording only describes. */
const DESCRIBED: Readonly<Record<string, () => Buffer>> = {
  'UI-format workflow instead of a prompt': () =>
    Buffer.from(writeJson({ prompt: { nodes: [], links: [], version: 0.4, last_node_id: 1, last_link_id: 0 } })),
  'truncated JSON': () => Buffer.from(GOOD).subarray(0, 100),
  'UTF-8 BOM': () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(GOOD)]),
  'UTF-16 with charset': () => Buffer.from(GOOD, 'utf16le'),
  'invalid UTF-8': () => Buffer.from(GOOD.replace('small', '\u00ff'), 'latin1'),
  'body just over 100 MB': () => Buffer.alloc(TOO_LONG_BYTES, ' '),
};
const EMPTY = ['empty body'];

/** The body of a recorded POST /prompt. @throws Error when it cannot be told from the recording */
export function promptBody(recorded: Exchange): Buffer | undefined {
  const described = DESCRIBED[recorded.name];
  if (described !== undefined) return described();
  const prompt = changedPrompt(basePrompt(), recorded.name);
  const body = prompt === undefined ? recordedBody(recorded) : Buffer.from(writeJson({ prompt }));
  if (body === undefined && !EMPTY.includes(recorded.name)) throw new Error(`What was sent as "${recorded.name}"?`);
  return body;
}

/** The prompt that the refusals start from. */
function basePrompt(): JsonObject {
  const entries = readRecording('0.26.0', 'prompt.jsonl');
  const base = entries.find(({ name }) => name === 'base of the refusals');
  return isObject(base?.prompt) ? base.prompt : {};
}
