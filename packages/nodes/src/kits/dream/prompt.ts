import { clamp, hash32, hashText } from './dmath.ts';
import { type PromptWord, splitPrompt } from './prompt-words.ts';
import { isSilent, lookUp } from './vocabulary.ts';
import type { Colour, VocabularyRow } from './vocabulary-row.ts';

export type { Colour } from './vocabulary-row.ts';

/** What a prompt asks for. The same prompts always give the same scene. */
export interface Scene {
  /** Differs whenever the prompts differ. */
  readonly key: string;
  /** How much of each ingredient, between -1 and 2; an ingredient that was not asked for is missing. */
  readonly amounts: Readonly<Record<string, number>>;
  readonly colours: readonly Colour[];
  /** Turn of all hues that words outside the vocabulary ask for, between -24 and 24 degrees. */
  readonly hueShiftDeg: number;
  /** Hash of the words outside the vocabulary; 0 without any. */
  readonly wordSeed: number;
}

/** How strongly a negative prompt takes away, against how strongly a prompt adds. */
const NEGATIVE_STRENGTH = -0.8;
/** Further words of a row that was already named count this much. */
const REPEAT_SHARE = 0.15;
const LONGEST_CONCEPT_WORDS = 3;
const MAX_HUE_SHIFT_DEG = 24;

/** Amounts that only change how a picture looks. A prompt with nothing but these gets the default subject. */
const MODIFIERS = new Set(
  (
    'u1 u2 relief aniso swirl rays glow dark bright sat con vig detail soft calm warm bloom grain night sunset ring neon ' +
    'watercolor oil sketch poster pixel noir vintage pastel'
  ).split(' '),
);
/** A subject weaker than this only seasons a picture. */
const LEAST_SUBJECT = 0.25;
/** The lightest sky that still shows stars. */
const SKY_OF_NIGHT = 0.55;
/** Its place is taken by a quiet sky where all words are known, and none of them moves gas or needs its flow. */
const QUIET_SUBJECT = { quiet: 1, stars: 0.6 };
const NEEDS_GAS = ['swirl', 'oil'];
const DEFAULT_SUBJECT = { neb: 1, fil: 0.5, dust: 0.4, stars: 0.8, relief: 0.4 };
/** Fog on its own needs a sky to lie in. */
const SKY_FOR_FOG = { sky: 0.55, cloud: 0.35 };

interface Draft {
  amounts: Record<string, number>;
  colours: { -readonly [K in keyof Colour]: Colour[K] }[];
  hueShiftDeg: number;
  wordSeed: number;
}

/** Reads a prompt and its negative. Any text gives a scene; nothing throws. */
export function readPrompt(prompt: string, negative: string): Scene {
  const draft: Draft = { amounts: {}, colours: [], hueShiftDeg: 0, wordSeed: 0 };
  readInto(draft, prompt, 1);
  readInto(draft, negative, NEGATIVE_STRENGTH);
  addMissingSubject(draft);
  keepNightDark(draft.amounts);
  const amounts = Object.fromEntries(Object.entries(draft.amounts).map(([name, value]) => [name, clamp(value, -1, 2)]));
  return {
    key: `${prompt}\u0001${negative}`,
    amounts,
    colours: draft.colours,
    hueShiftDeg: clamp(draft.hueShiftDeg, -MAX_HUE_SHIFT_DEG, MAX_HUE_SHIFT_DEG),
    wordSeed: draft.wordSeed,
  };
}

function readInto(draft: Draft, text: string, sign: number): void {
  const words = splitPrompt(text);
  const seen = new Set<VocabularyRow>();
  for (let i = 0; i < words.length; ) {
    if (isSilent(joined(words, i, 2) ?? '')) {
      i += 2;
      continue;
    }
    const concept = longestConceptAt(words, i);
    const { word, weight } = words[i] ?? { word: null, weight: 0 };
    if (concept !== null) {
      const share = seen.has(concept.row) ? REPEAT_SHARE : 1;
      seen.add(concept.row);
      addRow(draft, concept.row, weight * share, sign);
    } else if (word !== null && sign > 0 && !isSilent(word)) addUnknownWord(draft, word, weight);
    i += concept?.wordCount ?? 1;
  }
}

function longestConceptAt(
  words: readonly PromptWord[],
  first: number,
): { row: VocabularyRow; wordCount: number } | null {
  for (let wordCount = LONGEST_CONCEPT_WORDS; wordCount >= 1; wordCount--) {
    const phrase = joined(words, first, wordCount);
    const row = phrase === null ? undefined : lookUp(phrase);
    if (row !== undefined) return { row, wordCount };
  }
  return null;
}

/** Words of one phrase joined by hyphens, or null where the phrase ends before. */
function joined(words: readonly PromptWord[], first: number, wordCount: number): string | null {
  const part = words.slice(first, first + wordCount).map(({ word }) => word);
  return part.length < wordCount || part.includes(null) ? null : part.join('-');
}

function addRow(draft: Draft, row: VocabularyRow, weight: number, sign: number): void {
  for (const [name, value] of Object.entries(row.amounts)) {
    draft.amounts[name] = (draft.amounts[name] ?? 0) + sign * weight * value;
  }
  for (const colour of row.colours) {
    if (sign > 0) draft.colours.push({ ...colour, weight: colour.weight * weight });
    else for (const kept of draft.colours) if (looksLike(kept, colour)) kept.weight *= clamp(1 - weight, 0, 1);
  }
}

/** Whether a negative prompt's colour means this one: near in hue, and as grey or as full. */
function looksLike(a: Colour, b: Colour): boolean {
  const apartDeg = Math.abs(((a.hueDeg - b.hueDeg + 540) % 360) - 180);
  return apartDeg < 30 && Math.abs(a.chroma - b.chroma) < 0.5;
}

/** A word the engine does not know still changes the picture, a little and always in the same way. */
function addUnknownWord(draft: Draft, word: string, weight: number): void {
  const hash = hashText(word);
  const byte = (shift: number) => ((hash >>> shift) & 255) / 255 - 0.5;
  draft.wordSeed = hash32(draft.wordSeed, hash);
  draft.hueShiftDeg += byte(0) * 16 * weight;
  draft.amounts.u1 = (draft.amounts.u1 ?? 0) + byte(8) * 0.25 * weight;
  draft.amounts.u2 = (draft.amounts.u2 ?? 0) + byte(16) * 0.25 * weight;
}

function addMissingSubject({ amounts, colours, wordSeed }: Draft): void {
  const subjects = Object.keys(amounts).filter((name) => !MODIFIERS.has(name) && (amounts[name] ?? 0) > LEAST_SUBJECT);
  if (subjects.length === 0) {
    const named = Object.keys(amounts).length + colours.length > 0 && wordSeed === 0;
    addAmounts(amounts, named && NEEDS_GAS.every((name) => !amounts[name]) ? QUIET_SUBJECT : DEFAULT_SUBJECT);
  }
  if (subjects.length > 0 && subjects.every((name) => name === 'mist')) addAmounts(amounts, SKY_FOR_FOG);
}

/** Stars, polar light and night need a sky dark enough to be seen in, unless a sunset was asked for, too. */
function keepNightDark(amounts: Record<string, number>): void {
  const dark = Math.max(amounts.stars ?? 0, amounts.aurora ?? 0, amounts.night ?? 0);
  if (dark > LEAST_SUBJECT && (amounts.sunset ?? 0) < 0.3) amounts.sky = Math.min(amounts.sky ?? 0, SKY_OF_NIGHT);
}

function addAmounts(amounts: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(more)) amounts[name] = (amounts[name] ?? 0) + value;
}
