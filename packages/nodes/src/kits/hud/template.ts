import { type Field, HUD_FIELDS, type HudFacts, type PanUnit } from './fields.ts';
import { formatted, isFormat } from './format.ts';

/** A text with `{field}` and `{field:format}` in it; `{{` and `}}` are braces. */
const PLACE = /\{\{|\}\}|\{([A-Za-z]\w*)(?::([^{}]*))?\}/g;
/** What stands for a value that is not known in this frame. */
const UNKNOWN = '-';

const PAN_FORMATS: Readonly<Record<PanUnit, string>> = { heights: '+.3', px: '+.1', percent: '+.1' };

/** What a template says of a frame. A field that there is none of stays as it is written, so that it is seen. */
export function filled(template: string, facts: HudFacts): string {
  return template.replace(PLACE, (whole: string, name?: string, format?: string) => {
    if (name === undefined) return whole.charAt(0);
    const field = fieldNamed(name);
    if (field === undefined) return whole;
    const value = field.value(facts);
    if (value === undefined) return UNKNOWN;
    const own = field.format === 'pan' ? PAN_FORMATS[facts.panUnit] : field.format;
    return formatted(value, format !== undefined && isFormat(format) ? format : own);
  });
}

/** True when all that the template names is known in this frame. */
export function isKnown(template: string, facts: HudFacts): boolean {
  return [...template.matchAll(PLACE)].every(([, name]) => {
    const field = name === undefined ? undefined : fieldNamed(name);
    return field === undefined || field.value(facts) !== undefined;
  });
}

/** The first thing wrong with a template, as a sentence; null when nothing is. */
export function templateProblem(template: string): string | null {
  for (const [whole, name, format] of template.matchAll(PLACE)) {
    if (name === undefined) continue;
    if (fieldNamed(name) === undefined) {
      return `There is no field {${name}}. There are ${Object.keys(HUD_FIELDS).join(', ')}.`;
    }
    if (format !== undefined && !isFormat(format)) {
      return `${whole} cannot be written that way. A format is like 06 (six places, zeros before), .3 (three decimals), +, e or %.`;
    }
  }
  return null;
}

function fieldNamed(name: string): Field | undefined {
  return Object.hasOwn(HUD_FIELDS, name) ? HUD_FIELDS[name] : undefined;
}
