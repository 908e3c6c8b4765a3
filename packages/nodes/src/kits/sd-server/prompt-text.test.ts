import { expect, test } from 'vitest';
import { plainPrompt } from './prompt-text.ts';

test('[SQ7] no order is left in a prompt, however it is hidden', () => {
  const open = '<sd_cpp_extra_args>';
  const close = '</sd_cpp_extra_args>';
  expect(plainPrompt(`moss ${open}{"seed":1}${close}, stone`)).toBe('moss , stone');
  expect(plainPrompt(`moss ${open}{"seed":1}`)).toBe('moss ');
  expect(plainPrompt(`a${close}b`)).toBe('ab');
  expect(plainPrompt(`moss <sd_cpp_${close}extra_args>{"seed":1}${close}`)).toBe('moss ');
});
