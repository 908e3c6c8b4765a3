import type { HudFacts } from './fields.ts';
import { filled, isKnown } from './template.ts';

/** Fields of one line are set apart by this much, so that a line reads as a row of a table. */
const GAP = '   ';
const MOST_LINES = 40;

export const LAYOUTS = ['lines', 'one-line', 'column', 'minimal', 'custom'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Frame and seed; generation; camera. Each part is there when all it names is known. */
const PARTS: readonly (readonly string[])[] = [
  ['frame {frame}', 'seed {seed}'],
  ['steps {steps}', 'cfg {cfg}', 'denoise {denoise}'],
  ['zoom {zoom}', 'pan {panX} {panY}{panUnit}'],
];

/**
 * The HUD's text. What is not known in this frame has no place in it (in a template of one's own a dash stands for it).
 * Digits keep their places, so that numbers change without the text moving.
 */
export function hudLines(layout: Layout, template: string, facts: HudFacts): string[] {
  const lines = PARTS.map((parts) =>
    parts.filter((part) => isKnown(part, facts)).map((part) => filled(part, facts)),
  ).filter((parts) => parts.length > 0);
  switch (layout) {
    case 'lines':
      return lines.map((parts) => parts.join(GAP));
    case 'one-line':
      return [lines.flat().join(GAP)];
    case 'column':
      return lines.flat();
    case 'minimal':
      return [filled('{frame}', facts)];
    case 'custom':
      return template
        .split(/\r?\n/)
        .slice(0, MOST_LINES)
        .map((line) => filled(line, facts));
  }
}
