import { expect, test } from 'vitest';
import { keysOf, SHORTCUTS } from './shortcuts.ts';

const press = (key: string, held: { ctrlKey?: boolean; metaKey?: boolean; shiftKey?: boolean } = {}) =>
  keysOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

test('[ED50] Ctrl and Cmd are the same key, Shift counts for letters and not for signs', () => {
  expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('mod+shift+z');
  expect(press('z', { metaKey: true })).toBe('mod+z');
  expect(press('?', { shiftKey: true })).toBe('?');
  expect(press('+', { shiftKey: true })).toBe('+');
  expect(press('Delete')).toBe('delete');
});

test('[ED51] no two shortcuts share their keys', () => {
  const keys = SHORTCUTS.map((shortcut) => shortcut.keys);
  expect(new Set(keys).size).toBe(keys.length);
});
