import sharp from 'sharp';
import { vi } from 'vitest';
import type { FakeComfy } from '../fake-comfy.ts';
import { isObject, type Json, type JsonObject, writeJson } from '../json.ts';
import { img2img } from './graphs.ts';
import { call } from './http-replay.ts';
import type { RecordedRun } from './run-lines.ts';

/** Values that make a node another one, by the name of its input. */
const OTHER: Readonly<Record<string, (value: Json) => Json>> = {
  seed: (value) => Number(value) + 1,
  filename_prefix: (value) => `${String(value)}-primer`,
  color: (value) => Number(value) + 1,
  text: (value) => `${String(value)} primer`,
  amount: (value) => Number(value) + 1,
  image: () => 'primer.png',
  batch_size: (value) => Number(value) + 1,
};

/** Gives the fake the files that a run needs, and the cache that the recorded server had when it began. */
export async function prime(fake: FakeComfy, run: RecordedRun): Promise<void> {
  const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#804020' } })
    .png()
    .toBuffer();
  const prompt = firstPrompt(run);
  await upload(fake, 'primer.png', await sharp(png).negate().png().toBuffer());
  for (const node of everyNode(run)) {
    const image = isObject(node) && isObject(node.inputs) ? node.inputs.image : undefined;
    if (typeof image === 'string') await upload(fake, image, contentFor(image, png));
  }
  if (prompt === null) return;
  const cached = cachedNodes(run.lines, prompt);
  if (cached.length === 0) return;
  const primer = cached.length === Object.keys(prompt).length ? prompt : changed(prompt, cached);
  const body = Buffer.from(writeJson({ prompt: primer, client_id: 'primer' }));
  const before = fake.seen.runs.length;
  const reply = await call(fake, { method: 'POST', path: '/prompt', body });
  if (reply.status !== 200) throw new Error(`The primer was refused: ${reply.bytes.toString()}`);
  await vi.waitFor(
    async () => {
      const queue = await call(fake, { method: 'GET', path: '/prompt' });
      const done = fake.seen.runs.length > before && queue.bytes.toString().includes('"queue_remaining": 0');
      if (!done) throw new Error('The primer runs still.');
    },
    { timeout: 20_000, interval: 5 },
  );
}

function contentFor(name: string, png: Buffer): Buffer {
  if (/empty/.test(name)) return Buffer.alloc(0);
  if (/text|not-a-picture/.test(name)) return Buffer.from('no picture');
  return /cut|corrupt|half/.test(name) ? png.subarray(0, png.length >> 1) : png;
}

async function upload(fake: FakeComfy, name: string, bytes: Buffer): Promise<void> {
  const form = new FormData();
  form.set('image', new Blob([new Uint8Array(bytes)]), name);
  form.set('overwrite', 'true');
  await fetch(`${fake.url}/upload/image`, { method: 'POST', body: form });
}

function everyNode({ lines }: RecordedRun): Json[] {
  const requests = lines.map(({ request }) => (isObject(request) ? request.prompt : undefined)).filter(isObject);
  return requests.flatMap((prompt) => Object.values(prompt));
}

/** What was posted first; a prompt that is only described is made up as the player does. */
function firstPrompt({ lines }: RecordedRun): JsonObject | null {
  const post = lines.find(({ kind, method, path }) => kind === 'http' && method === 'POST' && path === '/prompt');
  if (post === undefined) return null;
  if (isObject(post.request) && isObject(post.request.prompt)) return post.request.prompt;
  return cachedNodes(lines).length === 0 ? null : img2img(1, null, { steps: 3 });
}

/** As execution_cached says; where nobody was told, the nodes that never ran. */
function cachedNodes(lines: readonly JsonObject[], prompt: JsonObject = {}): string[] {
  const ran = new Set<string>();
  for (const { text } of lines) {
    if (!isObject(text) || !isObject(text.data)) continue;
    const { nodes } = text.data;
    if (text.type === 'execution_cached') return Array.isArray(nodes) ? nodes.map(String) : [];
    if (text.type === 'progress_state' && isObject(nodes)) for (const id of Object.keys(nodes)) ran.add(id);
  }
  return ran.size === 0 ? [] : Object.keys(prompt).filter((id) => !ran.has(id));
}

/** The prompt with each node that was not cached made another one. */
function changed(prompt: JsonObject, cached: readonly string[]): JsonObject {
  const copy = structuredClone(prompt);
  for (const [id, node] of Object.entries(copy)) {
    if (cached.includes(id) || !isObject(node) || !isObject(node.inputs)) continue;
    const { inputs } = node;
    const name = Object.keys(inputs).find((field) => OTHER[field] !== undefined && !Array.isArray(inputs[field]));
    if (name !== undefined) inputs[name] = OTHER[name]?.(inputs[name] ?? null) ?? null;
  }
  return copy;
}
