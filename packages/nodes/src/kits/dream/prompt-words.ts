/** One word of a prompt with the weight its brackets give it, or the end of a phrase (`word` is then null). */
export interface PromptWord {
  readonly word: string | null;
  weight: number;
}

interface OpenBracket {
  readonly firstWord: number;
  factor: number;
}

const EMPHASIS = 1.1;
const MAX_FACTOR = 3;
const PART_OF_WORD = /[\p{L}\p{N}-]/u;
const END_OF_PHRASE = /[,.;|!?]/;
const EXPLICIT_WEIGHT = /:\s*([0-9]*\.?[0-9]+)/y;
const EXTRA_NETWORK = /<[^<>]*>/g;

/**
 * Splits a prompt into weighted words: `(text:1.3)` sets a weight, `(text)` raises it by a tenth, `[text]` lowers it by
 * a tenth, brackets nest. Unclosed brackets close at the end. `<lora:...>` tags of other engines are skipped.
 */
export function splitPrompt(prompt: string): PromptWord[] {
  const words: PromptWord[] = [];
  const open: OpenBracket[] = [];
  const text = prompt.toLowerCase().replace(EXTRA_NETWORK, ' ');
  let current = '';
  const finishWord = () => {
    const word = current.replace(/^-+|-+$/g, '');
    if (word !== '') words.push({ word, weight: 1 });
    current = '';
  };
  const closeBracket = () => {
    const bracket = open.pop();
    if (bracket === undefined) return;
    for (const word of words.slice(bracket.firstWord)) word.weight *= bracket.factor;
  };

  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (PART_OF_WORD.test(character)) {
      current += character;
      continue;
    }
    finishWord();
    if (character === '(') open.push({ firstWord: words.length, factor: EMPHASIS });
    else if (character === '[') open.push({ firstWord: words.length, factor: 1 / EMPHASIS });
    else if (character === ')' || character === ']') closeBracket();
    else if (END_OF_PHRASE.test(character)) words.push({ word: null, weight: 1 });
    else if (character === ':') {
      const innermost = open.at(-1);
      EXPLICIT_WEIGHT.lastIndex = i;
      const match = EXPLICIT_WEIGHT.exec(text);
      if (innermost === undefined || match === null) continue;
      innermost.factor = Math.min(MAX_FACTOR, Number(match[1]));
      i += match[0].length - 1;
    }
  }
  finishWord();
  while (open.length > 0) closeBracket();
  return words;
}
