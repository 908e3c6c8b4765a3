/** A colour a word brings into the picture. Chroma 1 is full, lightness is a bias around 0, weight its share. */
export interface Colour {
  readonly hueDeg: number;
  readonly chroma: number;
  readonly lightness: number;
  readonly weight: number;
}

/** Words that mean the same to the engine, and what one of them adds to the scene at weight 1. */
export interface VocabularyRow {
  /** Single words; a concept of several words is joined by hyphens. */
  readonly words: readonly string[];
  readonly amounts: Readonly<Record<string, number>>;
  readonly colours: readonly Colour[];
}

export function colour(hueDeg: number, chroma: number, lightness: number, weight: number): Colour {
  return { hueDeg, chroma, lightness, weight };
}

/** @param words separated by single spaces */
export function row(words: string, amounts: Readonly<Record<string, number>>, ...colours: Colour[]): VocabularyRow {
  return { words: words.split(' '), amounts, colours };
}
