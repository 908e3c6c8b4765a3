import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';

export const FONTS = ['mono', 'sans'] as const;
export type Font = (typeof FONTS)[number];

interface Face {
  readonly family: string;
  readonly weights: readonly number[];
}

const FACES: Record<Font, Face> = {
  mono: { family: 'jetbrains-mono', weights: [400, 700] },
  sans: { family: 'inter', weights: [400, 700] },
};

/** Latin first: where both subsets have a character, this one wins. */
const SUBSETS = ['latin', 'latin-ext'] as const;

let registered = false;

/**
 * Makes the bundled fonts known to Skia, once in a process. Each subset is a family of its own, so that a text can name
 * both and takes each character from the one that has it, whatever fonts the machine has.
 *
 * @throws Error when a bundled font file cannot be read
 */
export function registerFonts(): void {
  if (registered) return;
  const { resolve } = createRequire(import.meta.url);
  for (const [font, { family, weights }] of Object.entries(FACES)) {
    for (const subset of SUBSETS) {
      for (const weight of weights) {
        const file = resolve(`@fontsource/${family}/files/${family}-${subset}-${weight}-normal.woff2`);
        if (!GlobalFonts.registerFromPath(file, alias(font, subset))) {
          throw new Error(
            `The bundled font ${family} (${subset}, ${weight}) cannot be read. Install the packages again.`,
          );
        }
      }
    }
  }
  registered = true;
}

/** The value for a canvas context's `font`. @unit sizePx: px */
export function fontOf(font: Font, sizePx: number, bold = false): string {
  const families = SUBSETS.map((subset) => `"${alias(font, subset)}"`).join(', ');
  return `${bold ? 700 : 400} ${sizePx}px ${families}, ${font === 'mono' ? 'monospace' : 'sans-serif'}`;
}

function alias(font: string, subset: string): string {
  return `Epoch ${font} ${subset}`;
}
