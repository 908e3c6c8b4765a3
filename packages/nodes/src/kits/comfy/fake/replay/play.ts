import { setTimeout as pause } from 'node:timers/promises';
import { vi } from 'vitest';
import type { FakeComfy } from '../fake-comfy.ts';
import { isObject, type JsonObject, writeJson } from '../json.ts';
import { img2img, small } from './graphs.ts';
import { call } from './http-replay.ts';
import { type Listener, listen } from './listener.ts';
import { type RecordedRun, socketOf, wordOf } from './run-lines.ts';

const PATIENCE = { timeout: 30_000, interval: 5 };
/** What a socket says when it can, whoever runs. */
const OWN = /^(status|feature_flags)/;

/** What each socket of a played run heard. */
export type Heard = ReadonlyMap<string, readonly JsonObject[]>;

/**
 * Plays a recorded run against the fake: opens, sends and asks in the recorded order, each when the sockets have heard
 * what they had heard by then. What a call causes may be recorded ahead of its own line, so only events that earlier
 * calls explain are waited for.
 */
export async function play(fake: FakeComfy, { lines }: RecordedRun): Promise<Heard> {
  const open = new Map<string, Listener>();
  const heard = new Map<string, readonly JsonObject[]>();
  const expected = new Map<string, string[]>();
  const ids = new Set<string>();
  const ownerId = ownerOf(lines);
  let posts = 0;

  async function caughtUp(): Promise<void> {
    for (const [name, words] of expected) {
      const listener = open.get(name);
      if (listener === undefined) continue;
      const steps = words.filter((word) => !OWN.test(word)).length;
      await vi.waitFor(() => {
        const got = listener.heard.filter((line) => line.kind === 'binary' || !OWN.test(wordOf(line) ?? '')).length;
        if (got < steps) throw new Error(`${name} heard ${got} of ${steps}.`);
      }, PATIENCE);
    }
  }

  for (const line of lines) {
    const name = socketOf(line);
    const word = wordOf(line);
    if (line.kind === 'open') {
      if (posts > 0 && firstWord(lines, name) === 'status 0') await idle(fake);
      open.set(name, await listen(fake, String(line.url)));
    } else if (word !== null) {
      if (explained(line, ids)) expected.set(name, [...(expected.get(name) ?? []), word]);
    } else if (line.kind === 'sent') {
      if (posts > 0) await caughtUp();
      await settleFlags(open.get(name), line);
    } else if (line.kind === 'http' && line.clientSaw === undefined) {
      await caughtUp();
      if (line.path === '/prompt') posts += 1;
      await ask(fake, line, { ownerId, turn: posts, ids });
    } else if (line.kind === 'remark' && /^now: server killed/.test(String(line.text))) {
      await caughtUp();
      await fake.kill();
      await fake.restart();
    } else if (line.kind === 'close') {
      await caughtUp();
      const listener = open.get(name);
      if (listener === undefined) continue;
      if (line.by === 'client' && isLast(lines, line)) await quiet(fake, listener);
      heard.set(name, await listener.lines());
      if (line.by === 'client') await listener.close();
      open.delete(name);
      expected.delete(name);
    }
  }
  return heard;
}

/** What a socket was told first. */
function firstWord(lines: readonly JsonObject[], name: string): string | null {
  return (
    lines
      .filter((line) => socketOf(line) === name)
      .map(wordOf)
      .find((word) => word !== null) ?? null
  );
}

async function idle(fake: FakeComfy): Promise<void> {
  await vi.waitFor(async () => {
    const queue = await call(fake, { method: 'GET', path: '/prompt' });
    if (!queue.bytes.toString().includes('"queue_remaining": 0')) throw new Error('Something runs still.');
  }, PATIENCE);
}

/** Waits until nothing runs and nothing more is said. */
async function quiet(fake: FakeComfy, listener: Listener): Promise<void> {
  await idle(fake);
  for (let before = -1; before !== listener.heard.length; ) {
    before = listener.heard.length;
    await pause(30);
  }
}

/** Whether only closings follow, so that all that is to be heard has to be heard now. */
function isLast(lines: readonly JsonObject[], line: JsonObject): boolean {
  return lines.slice(lines.indexOf(line)).every(({ kind }) => kind === 'close' || kind === 'remark');
}

/** An event of a prompt that was sent by a call which was played already. */
function explained(line: JsonObject, ids: ReadonlySet<string>): boolean {
  if (line.kind === 'binary') return ids.size > 0;
  const data = isObject(line.text) ? line.text.data : undefined;
  if (!isObject(data)) return false;
  // Who comes back in mid-run is told the node alone.
  if (data.prompt_id === undefined) return isObject(line.text) && line.text.type === 'executing';
  return ids.has(String(data.prompt_id));
}

async function settleFlags(listener: Listener | undefined, line: JsonObject): Promise<void> {
  if (listener === undefined) return;
  if (typeof line.text !== 'string') listener.socket.send(writeJson(line.text));
  else if (line.text === '(ping)') listener.socket.ping();
  else listener.socket.send(line.text.startsWith('(binary') ? Buffer.alloc(7) : line.text);
  await pause(10);
}

function ownerOf(lines: readonly JsonObject[]): string {
  const opened = lines.find(({ kind, url }) => kind === 'open' && /clientId=./.test(String(url)));
  return String(opened?.url ?? '').replace(/^.*clientId=/, '');
}

/** Makes the recorded call; prompts that are only described are made up to fit. */
async function ask(
  fake: FakeComfy,
  line: JsonObject,
  { ownerId, turn, ids }: { ownerId: string; turn: number; ids: Set<string> },
): Promise<void> {
  const { method, path, request } = line;
  if (method === 'GET') {
    await call(fake, { method: 'GET', path: String(path) });
    return;
  }
  if (path === '/upload/image') return;
  const body = isObject(request) ? request : described(String(request), ownerId, turn, line);
  if (typeof body.prompt_id === 'string' && path === '/prompt') ids.add(body.prompt_id);
  const reply = await call(fake, { method: 'POST', path: String(path), body: Buffer.from(writeJson(body)) });
  if (reply.status !== 200) throw new Error(`${String(path)} says ${reply.status}: ${reply.bytes.toString()}`);
}

function described(words: string, ownerId: string, turn: number, line: JsonObject): JsonObject {
  if (!/prompt|txt2img/.test(words)) return {};
  const answered =
    isObject(line.response) && typeof line.response.prompt_id === 'string' ? line.response.prompt_id : null;
  const prompt_id = /prompt_id ([-0-9a-f]{36})/.exec(words)?.[1] ?? answered;
  const steps = Number(/(\d+) steps/.exec(words)?.[1] ?? 3);
  const long = /txt2img|busy/.test(words);
  const prompt = long ? img2img(turn, null, { steps }) : small(turn, 'cheap');
  if (/PreviewImage/.test(words)) prompt[3] = { class_type: 'PreviewImage', inputs: { images: ['1', 0] } };
  return { prompt, client_id: ownerId, ...(prompt_id === null ? {} : { prompt_id }) };
}
