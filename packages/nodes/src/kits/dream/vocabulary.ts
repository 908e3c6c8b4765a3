import { COLOUR_ROWS } from './vocabulary-colour.ts';
import { NATURE_ROWS } from './vocabulary-nature.ts';
import type { VocabularyRow } from './vocabulary-row.ts';
import { SPACE_ROWS } from './vocabulary-space.ts';
import { STYLE_ROWS } from './vocabulary-style.ts';

/** Everything the engine understands, in the order in which it is documented. */
export const VOCABULARY: readonly VocabularyRow[] = [...SPACE_ROWS, ...NATURE_ROWS, ...COLOUR_ROWS, ...STYLE_ROWS];

const rowByWord = new Map<string, VocabularyRow>();
for (const row of VOCABULARY) for (const word of row.words) rowByWord.set(word, row);

/** Words and pairs of words that carry no picture of their own, so they must not colour it as unknown words do. */
const SILENT_WORDS = new Set(
  (
    'a an the of in on at with and or to by for from over into through as is very no not masterpiece best quality high ' +
    'art artwork illustration photo photograph photography image picture style painting render rendering ' +
    'beautiful stunning amazing view scene background foreground artstation trending award-winning ' +
    'digital-art digital-painting concept-art matte-painting'
  ).split(' '),
);

export function isSilent(word: string): boolean {
  return SILENT_WORDS.has(word);
}

/** The row that a word, or several joined by hyphens, belongs to; a plain plural, -y or -ing form finds its stem. */
export function lookUp(word: string): VocabularyRow | undefined {
  return (
    rowByWord.get(word) ??
    stems(word)
      .map((stem) => rowByWord.get(stem))
      .find((row) => row !== undefined)
  );
}

function stems(word: string): string[] {
  const endings = ['s', 'es', 'y', 'ing'];
  return endings.filter((ending) => word.endsWith(ending)).map((ending) => word.slice(0, -ending.length));
}
