import { basename } from 'node:path';
import { outputFolder } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { filmPaths, frameOfStill, stillName } from './folder.ts';

test('[FO1] a folder that a node asks for is one plain name inside the production', () => {
  expect(['stills', '', '../../etc', 'a/b\\c', 'Depth maps', 'Checkpoints', '流れ', 'CON'].map(outputFolder)).toEqual([
    'stills',
    'stills',
    'etc',
    'a-b-c',
    'depth-maps',
    'checkpoints-stills',
    'untitled',
    'con-stills',
  ]);
});

test('[FO1] no node gets a folder in which the production keeps something else', () => {
  const { folder: _, ...inside } = filmPaths('moss-001');
  const taken = Object.values(inside).map((path) => basename(path));
  expect(taken).toContain('engine');
  for (const name of [...taken, 'previews']) expect(outputFolder(name)).not.toBe(name);
});

test('[FO2] stills sort as they were drawn, and only their names are taken for stills', () => {
  expect([0, 41, 1234567].map(stillName)).toEqual(['000000.png', '000041.png', '1234567.png']);
  expect(['000041.png', '41.png', '000041.jpg', '.000041.png.x.partial'].map(frameOfStill)).toEqual([
    41,
    null,
    null,
    null,
  ]);
});
