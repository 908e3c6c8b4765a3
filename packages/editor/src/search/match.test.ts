import { expect, test } from 'vitest';
import { ranked, type SearchItem, scoreOf } from './match.ts';

const item = (label: string, group: SearchItem['group'] = 'Add a node', words = ''): SearchItem => ({
  ...{ id: label, group, label, detail: '', words, run: () => undefined },
});

test('[SR1] the beginning of a label beats a word inside it, that beats scattered letters', () => {
  const items = [item('Feedback delay'), item('Delay'), item('Dye layer')];
  expect(ranked(items, 'delay', 9).map(({ label }) => label)).toEqual(['Delay', 'Feedback delay', 'Dye layer']);
});

test('[SR1] every word of the query has to be found', () => {
  expect(scoreOf(item('Zoom and pan'), 'zoom ship')).toBe(0);
  expect(scoreOf(item('Zoom and pan'), 'pan zoom')).toBeGreaterThan(0);
});

test('[SR1] first letters find a label too', () => {
  expect(scoreOf(item('Zoom and pan'), 'zap')).toBeGreaterThan(0);
});

test('[SR2] answers of one group stand together, the group of the best answer first', () => {
  const items = [item('Pause', 'Commands'), item('Pan', 'Add a node'), item('Palette', 'Commands')];
  expect(ranked(items, 'pan', 9)[0]?.group).toBe('Add a node');
  expect(ranked(items, '', 9).map(({ group }) => group)).toEqual(['Commands', 'Commands', 'Add a node']);
});
