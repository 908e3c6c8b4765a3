import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { insertPngText } from '../../png-text/write-png-text.ts';
import { readFixture } from './fixtures-testing.ts';
import { parseStoredWorkflow, readWorkflow } from './read-workflow.ts';
import { workflowHash, workflowText } from './workflow-hash.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readWorkflow(bytes(text));
const node = (inputs: string, more = '') => `{"1": {"class_type": "KSampler", "inputs": ${inputs}${more}}}`;

test('[WR1] of a picture the API form is read first: it is what really ran', async () => {
  const still = await readFixture('still-two-samplers.png');
  expect(still.format).toBe('png');
  expect(still.graph['11']?.class_type).toBe('KSampler');
  expect(still.conversion).toEqual([]);
  expect((await readFixture('still-controlnet.webp')).id).toBe((await readFixture('controlnet.json')).id);
});

test('[WR2] a picture that carries only what the editor saved is converted', async () => {
  const still = await readFixture('still-editor-only.png');
  expect(still.format).toBe('png');
  expect(still.id).toBe((await readFixture('editor-sd15.json')).id);
});

test('[WR3] numbers keep every digit, and NaN spoils only its own field', async () => {
  const still = await readFixture('still-two-samplers.png');
  expect(still.graph['3']?.inputs.seed).toBe(9007199254740993n);
  expect(Object.keys(still.graph['3'] ?? {})).toEqual(['class_type', 'inputs', '_meta']);
  const { graph, conversion } = await read(node('{"seed": 18446744073709551615, "cfg": NaN, "denoise": -Infinity}'));
  expect(graph['1']?.inputs).toEqual({ seed: 18446744073709551615n });
  expect(conversion).toEqual([
    'KSampler (1): the value of cfg is no number (NaN or infinite) and was left out.',
    'KSampler (1): the value of denoise is no number (NaN or infinite) and was left out.',
  ]);
});

test('[WR4] a workflow inside a request or an export is found, and a byte order mark does no harm', async () => {
  const bare = await read(node('{}'));
  for (const wrapped of [
    `{"prompt": ${node('{}')}, "client_id": "x"}`,
    `{"output": ${node('{}')}}`,
    `\ufeff${node('{}')}`,
  ]) {
    expect((await read(wrapped)).id).toBe(bare.id);
  }
});

test('[WR5] the id is that of the contents: order and spacing do not count, values, wires and titles do', async () => {
  const one = await read('{"1":{"class_type":"A","inputs":{"a":1,"b":["2",0]}},"2":{"inputs":{},"class_type":"B"}}');
  const two = await read(
    '{ "2": {"class_type":"B","inputs":{}}, "1":{"inputs":{"b":["2",0],"a":1.0},"class_type":"A"} }',
  );
  expect(two.id).toBe(one.id);
  expect(one.id).toMatch(/^[0-9a-f]{64}$/);
  const other = '{"1":{"class_type":"A","inputs":{"a":2,"b":["2",0]}},"2":{"inputs":{},"class_type":"B"}}';
  const titled =
    '{"1":{"class_type":"A","inputs":{"a":1,"b":["2",0]},"_meta":{"title":"ES:a"}},"2":{"inputs":{},"class_type":"B"}}';
  expect(new Set([one.id, (await read(other)).id, (await read(titled)).id]).size).toBe(3);
  const seeds = ['9007199254740993', '9007199254740992'].map((seed) => read(node(`{"seed": ${seed}}`)));
  expect(new Set((await Promise.all(seeds)).map(({ id }) => id)).size).toBe(2);
});

test('[WR5] what is stored reads back as the same workflow', async () => {
  const { graph, id } = await readFixture('still-two-samplers.png');
  const back = parseStoredWorkflow(workflowText(graph));
  expect(back).toEqual(graph);
  expect(workflowHash(back)).toBe(id);
});

test.each([
  ['{"nodes": 1', 'no JSON that can be used'],
  ['{}', 'neither a ComfyUI workflow nor its API export. Use "Export (API)"'],
  ['[1, 2]', 'neither a ComfyUI workflow'],
  ['{"1": {"class_type": "A", "inputs": [1]}}', 'The inputs of node 1 (A) are no object.'],
  ['{"__proto__": {"class_type": "A", "inputs": {}}}', '__proto__'],
  [
    '{"1": {"class_type": "A", "inputs": {"x": {"constructor": {"prototype": 1}}}}}',
    'The name constructor is not allowed',
  ],
  [node(`{"x": ${'['.repeat(100_000)}`), 'levels'],
  [node(`{"x": "${'a'.repeat(1_000_001)}"}`), 'the text is too long'],
  [`{${Array.from({ length: 10_001 }, (_, at) => `"${at}": {"class_type": "A"}`).join(',')}}`, 'more than 10000 nodes'],
  [`{"1": {"class_type": "A", "inputs": {"x": [${'1,'.repeat(600_000)}1]}}}`, 'values'],
])('[WR6] hostile or mistaken JSON is refused in a sentence (%#)', async (text, words) => {
  await expect(read(text)).rejects.toMatchObject({ code: 'WORKFLOW_INVALID', message: expect.stringContaining(words) });
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('[WR6] files of other kinds are refused in a sentence', async () => {
  await expect(readWorkflow(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).rejects.toThrow(
    'neither a workflow (JSON) nor a PNG',
  );
  const plain = new URL('../../../../../../graphs/first-light.webp', import.meta.url);
  await expect(readWorkflow(await readFile(plain))).rejects.toThrow('The picture carries none');
});

test('[WR6] a picture whose text is damaged, or that another program made, is told apart from one without a workflow', async () => {
  const still = await readFile(new URL('../../../../../../graphs/fixtures/still-editor-only.png', import.meta.url));
  const at = still.indexOf('tEXt') - 4;
  const bare = Buffer.concat([still.subarray(0, at), still.subarray(at + 12 + still.readUInt32BE(at))]);
  await expect(readWorkflow(bare)).rejects.toThrow('The picture carries none');
  await expect(readWorkflow(insertPngText(bare, { parameters: 'moss, steps: 20' }))).rejects.toThrow('another program');
  await expect(readWorkflow(insertPngText(bare, { prompt: '{"1": {"class_type"' }))).rejects.toThrow(
    'no JSON that can',
  );
  const bomb = insertPngText(bare, { prompt: `{"1":${'['.repeat(100_000)}` });
  await expect(readWorkflow(bomb)).rejects.toThrow('levels');
  const words = insertPngText(bare, { prompt: 'a fox', workflow: JSON.stringify({ 1: { class_type: 'A' } }) });
  expect((await readWorkflow(words)).graph).toEqual({ 1: { class_type: 'A', inputs: {} } });
});

test.each([
  ['LoadImage', 'image', '../../secret.png'],
  ['LoadImage', 'image', '/etc/passwd'],
  ['LoadImage', 'image', 'C:\\Users\\me\\a.png'],
  ['SaveImage', 'filename_prefix', '..\\..\\startup'],
  ['SaveImage', 'filename_prefix', '\\\\host\\share\\x'],
  ['CheckpointLoaderSimple', 'ckpt_name', 'a/../../b.safetensors'],
  ['LoadImageDataSetFromFolder', 'folder', '~/pictures'],
  ['VHS_LoadVideoPath', 'video', 'file:///tmp/a.mp4'],
  ['Anything', 'where', 'D:/films/a.mov'],
])('[WR7] %s whose %s reaches outside (%s) is refused with node, input and cure', async (type, input, path) => {
  const text = JSON.stringify({ 7: { class_type: type, inputs: { [input]: path }, _meta: { title: 'Mine' } } });
  await expect(read(text)).rejects.toMatchObject({
    code: 'WORKFLOW_INVALID',
    message: expect.stringMatching(
      new RegExp(`${type} "Mine" \\(7\\) names a file outside.*in ${input}: .*input folder`),
    ),
  });
});

test('[WR7] names inside the folders, and prompts that look like paths, are fine', async () => {
  const fine = {
    1: { class_type: 'LoadImage', inputs: { image: 'clipspace/a..b.png [input]' } },
    2: { class_type: 'LoraLoader', inputs: { lora_name: 'styles\\oil.safetensors' } },
    3: { class_type: 'CLIPTextEncode', inputs: { text: '/imagine a road ../../ to C:\\ nowhere' } },
    4: { class_type: 'SaveImage', inputs: { filename_prefix: '%date:yyyy-MM-dd%/film' } },
    5: { class_type: 'Somebody Else', inputs: { ratio: '16:9', words: 'either/or' } },
  };
  expect(Object.keys((await read(JSON.stringify(fine))).graph)).toHaveLength(5);
});
