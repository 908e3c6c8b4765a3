import { CATEGORIES, type Category, type NodeCard } from '@epoch/graph-runtime/model';

export const CATEGORY_TITLES: Readonly<Record<Category, string>> = {
  generate: 'Generate',
  feedback: 'Feedback',
  direct: 'Direct',
  motion: 'Motion',
  overlay: 'Overlay',
  source: 'Source',
  output: 'Output',
};

export interface CardGroup {
  readonly category: Category;
  readonly title: string;
  readonly cards: readonly NodeCard[];
}

/** The cards a search finds, best first. Every word must be found: in the title, the type, the category or the text. */
export function matchCards(cards: readonly NodeCard[], search: string): readonly NodeCard[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...cards].sort(byTitle);
  const scored = cards.flatMap((card) => {
    const score = words.reduce((sum, word) => (sum === 0 ? 0 : scoreOf(card, word) * sum), 1);
    return score === 0 ? [] : [{ card, score }];
  });
  return scored.sort((a, b) => b.score - a.score || byTitle(a.card, b.card)).map(({ card }) => card);
}

/** The cards by category, in the order a film is made. */
export function groupCards(cards: readonly NodeCard[]): readonly CardGroup[] {
  return CATEGORIES.flatMap((category) => {
    const own = cards.filter((card) => card.category === category).sort(byTitle);
    return own.length === 0 ? [] : [{ category, title: CATEGORY_TITLES[category], cards: own }];
  });
}

function scoreOf(card: NodeCard, word: string): number {
  const title = card.title.toLowerCase();
  if (title.startsWith(word)) return 8;
  if (title.split(/\s+/).some((part) => part.startsWith(word))) return 6;
  if (title.includes(word)) return 4;
  if (card.type.toLowerCase().includes(word)) return 3;
  if (card.category.startsWith(word)) return 2;
  return card.doc.toLowerCase().includes(word) ? 1 : 0;
}

function byTitle(a: NodeCard, b: NodeCard): number {
  return a.title.localeCompare(b.title);
}
