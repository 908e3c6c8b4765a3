import { expect, test } from 'vitest';
import { shortcutRows } from './shortcut-rows.ts';

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
