import { expect, test } from 'vitest';
import { keyCaps, shortcutRows } from './shortcut-rows.ts';

test('[SR3] keys that do the same share a row', () => {
  const rows = shortcutRows([
    { keys: 'mod+shift+z', does: 'Redo' },
    { keys: 'f', does: 'Fit' },
    { keys: 'mod+y', does: 'Redo' },
  ]);
  expect(rows).toEqual([
    { does: 'Redo', keys: ['mod+shift+z', 'mod+y'] },
    { does: 'Fit', keys: ['f'] },
  ]);
});

test('[SR3] keys are written as they stand on the keyboard', () => {
  expect(['mod+shift+z', '+', 'arrowleft', '?'].map(keyCaps)).toEqual(['Ctrl Shift Z', '+', '←', '?']);
});
