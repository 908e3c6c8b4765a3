/** What is wrong in a schedule's text, and where. Positions count UTF-16 units from 0. */
export interface ScheduleProblem {
  /** A sentence without place: "max_g" is no name that a schedule knows. */
  readonly message: string;
  readonly at: number;
  readonly length: number;
  /** The whole text as it was probably meant; null when there is no good guess. */
  readonly fixed: string | null;
}

/** Thrown inside the parser only; `parseSchedule` turns it into its answer. */
export class ScheduleSyntaxError extends Error {
  readonly at: number;
  readonly length: number;
  /** What should stand there instead of the marked part; null when there is no good guess. */
  readonly instead: string | null;

  constructor(
    message: string,
    place: { readonly at: number; readonly length?: number; readonly instead?: string | null },
  ) {
    super(message);
    this.name = 'ScheduleSyntaxError';
    this.at = place.at;
    this.length = Math.max(1, place.length ?? 1);
    this.instead = place.instead ?? null;
  }
}

const LINE_ENDS = /\r\n|[\n\r\u2028\u2029]/;

/** The line of the text that is meant, and below it a caret under the place. Two lines of at most 80 characters. */
export function caretLines(text: string, { at, length }: Pick<ScheduleProblem, 'at' | 'length'>): string {
  const start = text.slice(0, at).split(LINE_ENDS).at(-1)?.length ?? 0;
  const line = text.slice(at - start).split(LINE_ENDS)[0] ?? '';
  const from = Math.max(0, start - 40);
  const shown = line.slice(from, from + 80).replace(/\t/g, ' ');
  const width = Math.max(1, Math.min(length, shown.length - (start - from)));
  return `${shown}\n${' '.repeat(start - from)}${'^'.repeat(width)}`;
}

/** The known name that a wrong one was probably meant to be; null when none is near. */
export function nearestName(wrong: string, known: Iterable<string>): string | null {
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const name of known) {
    const distance = editDistance(wrong.toLowerCase().slice(0, 24), name.toLowerCase());
    if (distance <= Math.max(1, Math.floor(name.length / 3)) && (best === null || distance < best.distance)) {
      best = { name, distance };
    }
  }
  return best?.name ?? null;
}

/** Letters to add, take away or exchange to get from one word to the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const exchanged = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
