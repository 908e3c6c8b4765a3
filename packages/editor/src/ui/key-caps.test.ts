import { expect, test } from 'vitest';
import { keyCaps } from './key-caps.ts';

test('[SR3] keys are written as they stand on the keyboard, also on a Mac', () => {
  const written = ['mod+shift+z', '+', 'arrowleft', '?', 'f2'];
  expect(written.map((keys) => keyCaps(keys, false))).toEqual(['Ctrl Shift Z', '+', '←', '?', 'F2']);
  expect(keyCaps('mod+alt+k', true)).toBe('Cmd Option K');
});
