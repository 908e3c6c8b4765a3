export type SearchGroup = 'Commands' | 'On the canvas' | 'Add a node' | 'Graphs' | 'Templates' | 'Productions';

/** One thing the search can do. */
export interface SearchItem {
  readonly id: string;
  readonly group: SearchGroup;
  readonly label: string;
  readonly detail: string;
  /** More words it is found by. */
  readonly words: string;
  /** SVG path of a node's icon. */
  readonly icon?: string;
  /** Keys that do the same, shown at the right. */
  readonly keys?: string;
  readonly run: () => void;
}

/**
 * How well a text answers a query: 0 not at all; a word's beginning beats its inside, a straight run beats scattered
 * letters, the label beats the other words.
 */
export function scoreOf(item: Pick<SearchItem, 'label' | 'words' | 'detail'>, query: string): number {
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return 1;
  let total = 0;
  for (const part of parts) {
    const score = Math.max(
      wordScore(item.label.toLowerCase(), part),
      0.6 * wordScore(item.words.toLowerCase(), part),
      0.3 * wordScore(item.detail.toLowerCase(), part),
      0.2 * letterScore(item.label.toLowerCase(), part),
    );
    if (score === 0) return 0;
    total += score;
  }
  return total / parts.length;
}

function wordScore(text: string, part: string): number {
  const at = text.indexOf(part);
  if (at < 0) return 0;
  if (at === 0) return 1;
  return text.split(/[\s,.-]+/).some((word) => word.startsWith(part)) ? 0.8 : 0.4;
}

/** The letters of the query in this order, anywhere: `zpn` finds `Zoom and pan`. */
function letterScore(text: string, part: string): number {
  let from = 0;
  for (const letter of part) {
    const at = text.indexOf(letter, from);
    if (at < 0) return 0;
    from = at + 1;
  }
  return part.length / Math.max(from, 1);
}

/** The best answers in order, groups kept together in the order of their best answer. */
export function ranked(items: readonly SearchItem[], query: string, limit: number): readonly SearchItem[] {
  const scored = items
    .map((item, index) => ({ item, index, score: scoreOf(item, query) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, limit)
    .map(({ item }) => item);
  const groups = [...new Set(scored.map(({ group }) => group))];
  return groups.flatMap((group) => scored.filter((item) => item.group === group));
}
