import { expect, test } from 'vitest';
import { lorasInLines, lorasInPrompt, resolveLoras } from './loras.ts';

const LIST = ['detail.safetensors', 'styles\\Ink Wash.safetensors', 'tweaker 2.safetensors'];
const place = { server: 'ComfyUI at http://there:8188', node: 'redraw' };

test.each([
  ['moss, <lora:detail:0.8>, stone', 'moss, stone', [0.8, 0.8]],
  ['<lora:detail> moss', 'moss', [1, 1]],
  ['moss <LoRA:detail:0.8:-0.5>', 'moss', [0.8, -0.5]],
  ['a,<lora:detail:1> b', 'a, b', [1, 1]],
])('[LO1] a tag is taken out of "%s" and leaves no gap', (given, prompt, [modelStrength, clipStrength]) => {
  const words = given.match(/<[^>]+>/)?.[0];
  expect(lorasInPrompt(given)).toEqual({ prompt, loras: [{ name: 'detail', words, modelStrength, clipStrength }] });
});

test('[LO2] a prompt without tags stays as it is, letter by letter', () => {
  const prompt = ' moss ,, (stone:1.2)  <b>,\n';
  expect(lorasInPrompt(prompt)).toEqual({ prompt, loras: [] });
});

test('[LO3] lines hold a name, a strength and one for the text encoder; empty lines and # do not count', () => {
  const lines = 'detail\n\n# off 0.3\r\n  ink wash 0.5 \nink wash 0.5 0.25\ndetail: -1\n<lora:detail:0.4>';
  expect(
    lorasInLines(lines).map(({ name, modelStrength, clipStrength }) => [name, modelStrength, clipStrength]),
  ).toEqual([
    ['detail', 1, 1],
    ['ink wash', 0.5, 0.5],
    ['ink wash', 0.5, 0.25],
    ['detail', -1, -1],
    ['detail', 0.4, 0.4],
  ]);
});

test.each(['<lora:detail:strong>', '<lora:detail:101>', '<lora:detail:1:0.5.5>'])(
  '[LO4] %s has no strength, and the refusal says what one is',
  (prompt) => {
    expect(() => lorasInPrompt(prompt)).toThrow(/is no strength for a LoRA in "<lora:detail/);
  },
);

test('[LO5] names become those of the server, in order; strength 0 is left out', () => {
  const wishes = lorasInLines('ink wash 0.5\ndetail 0\ndetail 0 0.3');
  expect(resolveLoras(wishes, LIST, place)).toEqual([
    { name: 'styles\\Ink Wash.safetensors', modelStrength: 0.5, clipStrength: 0.5 },
    { name: 'detail.safetensors', modelStrength: 0, clipStrength: 0.3 },
  ]);
});

test('[LO6] a name that ends in a number is a name when the server has it', () => {
  expect(resolveLoras(lorasInLines('tweaker 2'), LIST, place)).toEqual([
    { name: 'tweaker 2.safetensors', modelStrength: 1, clipStrength: 1 },
  ]);
});

test('[LO7] one that the server has not is refused by name, with the nearest', () => {
  expect(() => resolveLoras(lorasInLines('detial 0.5'), LIST, place)).toThrow(
    'The LoRA "detial" is not on ComfyUI at http://there:8188. Did you mean "detail.safetensors"? ',
  );
  expect(() => resolveLoras(lorasInLines('detail'), [], place)).toThrow(/has none at all/);
});
