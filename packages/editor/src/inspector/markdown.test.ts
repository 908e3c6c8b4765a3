import { expect, test } from 'vitest';
import { blocksOf, inlinesOf } from './markdown.ts';

test('[IN8] headings, paragraphs, lists and code of a help page are told apart', () => {
  const help = '# Dream\n\nOne line\nthat goes on.\n\n- first\n- second\n  still second\n\n```\na = 1\n```\n';
  expect(blocksOf(help)).toEqual([
    { kind: 'heading', level: 1, text: [{ kind: 'text', text: 'Dream' }] },
    { kind: 'paragraph', text: [{ kind: 'text', text: 'One line that goes on.' }] },
    {
      kind: 'list',
      ordered: false,
      items: [[{ kind: 'text', text: 'first' }], [{ kind: 'text', text: 'second still second' }]],
    },
    { kind: 'code', code: 'a = 1' },
  ]);
});

test('[IN8] a table keeps its rows and drops the line under its head', () => {
  const [table] = blocksOf('| value | effect |\n|---|---|\n| 0.3 | calm |');
  expect(table?.kind === 'table' && table.rows.map((row) => row.length)).toEqual([2, 2]);
});

test('[IN8] emphasis and code inside a line', () => {
  expect(inlinesOf('at **0.4** it `flows`, *softly*').map(({ kind }) => kind)).toEqual([
    ...['text', 'strong', 'text', 'code', 'text', 'emphasis'],
  ]);
});

test('[IN8] HTML stays text, and an open fence ends with the page', () => {
  expect(inlinesOf('<img src=x onerror=alert(1)>')).toEqual([{ kind: 'text', text: '<img src=x onerror=alert(1)>' }]);
  expect(blocksOf('```\nopen')).toEqual([{ kind: 'code', code: 'open' }]);
});

test('[IN8] odd pages end too', () => {
  for (const page of ['', '#', '|', '-', '* ', '####### x', '**', '1. ', '  indented']) {
    expect(Array.isArray(blocksOf(page))).toBe(true);
  }
});
