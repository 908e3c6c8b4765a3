import type { ParamSpec } from '@epoch/graph-runtime/model';
import { type ClipboardEvent, useState } from 'react';
import { type RecognisedSchedule, recogniseSchedule } from './recognise-schedule.ts';

interface Pasted {
  readonly found: RecognisedSchedule;
  /** The whole text as it would be with the pasted one in it; null where the field takes no text. */
  readonly asText: string | null;
}

export interface SchedulePaste {
  readonly pasted: Pasted | null;
  readonly onPaste: (event: ClipboardEvent<HTMLElement>) => void;
  readonly mend: (text: string) => void;
  readonly forget: () => void;
}

/** Holds a schedule that was pasted into the field of a param back, until the person says what to do with it. */
export function useSchedulePaste(spec: ParamSpec): SchedulePaste {
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const onPaste = (event: ClipboardEvent<HTMLElement>) => {
    const text = event.clipboardData.getData('text');
    const found = recogniseSchedule(text, spec);
    if (found === null || (spec.kind === 'text' && !found.usable)) return;
    event.preventDefault();
    setPasted({ found, asText: spec.kind === 'text' ? withPasted(event.target, text, spec.maxLength) : null });
  };
  const mend = (text: string) => {
    const found = recogniseSchedule(text, spec);
    if (pasted !== null && found !== null) setPasted({ ...pasted, found });
  };
  return { pasted, onPaste, mend, forget: () => setPasted(null) };
}

function withPasted(field: EventTarget, text: string, maxLength: number): string {
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return text.slice(0, maxLength);
  const { value, selectionStart, selectionEnd } = field;
  const [from, to] = [selectionStart ?? value.length, selectionEnd ?? value.length];
  return (value.slice(0, from) + text + value.slice(to)).slice(0, maxLength);
}
