import sharp from 'sharp';
import { WebSocket } from 'ws';
import type { FakeComfy } from '../fake-comfy.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';

/** A socket that writes down what it hears in the form of the recordings. */
export interface Listener {
  readonly heard: JsonObject[];
  readonly socket: WebSocket;
  /** Lines with the pictures of frames looked at. */
  lines(): Promise<JsonObject[]>;
  close(): Promise<void>;
}

export async function listen(fake: FakeComfy, path: string, headers: Record<string, string> = {}): Promise<Listener> {
  const socket = new WebSocket(`ws://127.0.0.1:${fake.port}${path}`, { headers });
  const heard: JsonObject[] = [];
  const frames: { readonly at: number; readonly bytes: Buffer }[] = [];
  socket.on('message', (data, binary) => {
    const bytes = Buffer.isBuffer(data) ? data : Buffer.alloc(0);
    if (binary) frames.push({ at: heard.push({ kind: 'binary' }) - 1, bytes });
    else heard.push({ kind: 'text', text: parseJson(bytes.toString()) });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  return {
    heard,
    socket,
    async lines() {
      const lines = latestOnly(heard);
      for (const { at, bytes } of frames) lines[at] = { kind: 'binary', binary: await describeFrame(bytes) };
      return lines;
    },
    async close() {
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.close();
      await closed;
    },
  };
}

async function describeFrame(bytes: Buffer): Promise<JsonObject> {
  const type = bytes.readUInt32BE(0);
  const length = bytes.readUInt32BE(4);
  const meta = type === 4 ? parseJson(bytes.toString('utf8', 8, 8 + length)) : null;
  const { format, width, height } = await sharp(bytes.subarray(type === 4 ? 8 + length : 8)).metadata();
  return {
    type_u32: type,
    header_hex: bytes.toString('hex', 0, 8),
    meta,
    picture: format.toUpperCase(),
    size: [width, height],
  };
}

/** progress_state with the node that began last alone, as the recordings keep it. */
function latestOnly(heard: readonly JsonObject[]): JsonObject[] {
  const begun = new Map<string, string>();
  const known = new Set<string>();
  return heard.map((line) => {
    const { text } = line;
    if (!isObject(text) || text.type !== 'progress_state' || !isObject(text.data)) return line;
    const { prompt_id, nodes } = text.data;
    const prompt = String(prompt_id);
    const all = isObject(nodes) ? nodes : {};
    const isRunning = (id: string) => isObject(all[id]) && all[id].state === 'running';
    const fresh = Object.keys(all).filter((id) => !known.has(`${prompt} ${id}`));
    for (const id of fresh) known.add(`${prompt} ${id}`);
    const latest = fresh.find(isRunning) ?? fresh.at(-1) ?? begun.get(prompt) ?? '';
    begun.set(prompt, latest);
    return { ...line, text: { ...text, data: { prompt_id: prompt, nodes: { [latest]: all[latest] ?? null } } } };
  });
}
