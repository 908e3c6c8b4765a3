/** The part of Markdown that the help of nodes uses. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly text: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly Inline[])[])[] };

export interface Inline {
  readonly kind: 'text' | 'strong' | 'emphasis' | 'code';
  readonly text: string;
}

const LIST_ITEM = /^\s*(?:[-*]|\d+\.)\s+/;

/** Blocks of a help page. Whatever is not understood is shown as the text it is, never as HTML. */
export function blocksOf(markdown: string): readonly Block[] {
  const lines = markdown.replaceAll('\r', '').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  /** Takes lines while they belong together. */
  const takeWhile = (belongs: (line: string) => boolean): string[] => {
    const taken: string[] = [];
    for (let line = lines[at]; line !== undefined && belongs(line); line = lines[at]) {
      taken.push(line);
      at += 1;
    }
    return taken;
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,4})\s+(.*)$/.exec(line);
    if (line.trim() === '') at += 1;
    else if (heading !== null) {
      blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, text: inlinesOf(heading[2] ?? '') });
      at += 1;
    } else if (line.startsWith('```')) {
      at += 1;
      blocks.push({ kind: 'code', code: takeWhile((next) => !next.startsWith('```')).join('\n') });
      at += 1;
    } else if (line.startsWith('|')) {
      blocks.push({ kind: 'table', rows: tableRows(takeWhile((next) => next.startsWith('|'))) });
    } else if (LIST_ITEM.test(line)) {
      blocks.push(listOf(takeWhile((next) => LIST_ITEM.test(next) || /^\s{2,}\S/.test(next))));
    } else {
      // The first line is taken whatever it looks like, so that every turn of the loop gets further.
      at += 1;
      const more = takeWhile((next) => next.trim() !== '' && !/^(#|```|\|)/.test(next) && !LIST_ITEM.test(next));
      const text = [line, ...more];
      blocks.push({ kind: 'paragraph', text: inlinesOf(text.join(' ')) });
    }
  }
  return blocks;
}

/** Emphasis and code inside a line. */
export function inlinesOf(text: string): readonly Inline[] {
  const parts = text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*)/).filter((part) => part !== '');
  return parts.map((part) => {
    if (part.startsWith('`') && part.length > 2) return { kind: 'code', text: part.slice(1, -1) };
    if (part.startsWith('**') && part.length > 4) return { kind: 'strong', text: part.slice(2, -2) };
    if (part.startsWith('*') && part.length > 2) return { kind: 'emphasis', text: part.slice(1, -1) };
    return { kind: 'text', text: part };
  });
}

function listOf(lines: readonly string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    if (LIST_ITEM.test(line)) items.push(line.replace(LIST_ITEM, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return { kind: 'list', ordered: /^\s*\d/.test(lines[0] ?? ''), items: items.map(inlinesOf) };
}

function tableRows(lines: readonly string[]): readonly (readonly (readonly Inline[])[])[] {
  return lines
    .filter((line) => !/^\|[\s:|-]+\|?$/.test(line))
    .map((line) =>
      line
        .replace(/^\||\|\s*$/g, '')
        .split('|')
        .map((cell) => inlinesOf(cell.trim())),
    );
}
