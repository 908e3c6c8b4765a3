import { useEffect, useState } from 'react';
import { TextField } from './TextField.tsx';

interface DraftTextProps {
  readonly value: string;
  /** Told once the person is done: Enter, or leaving the field. */
  readonly onDone: (text: string) => void;
  readonly label: string;
  readonly maxLength: number;
  /** An empty text is not taken: the old one comes back. */
  readonly required?: boolean;
  readonly lines?: number;
  readonly placeholder?: string;
  readonly testId?: string;
}

/** Text that counts when the person is done with it, not at every keystroke. Escape takes it back. */
export function DraftText({ value, onDone, required = false, ...rest }: DraftTextProps) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  const finish = () => {
    if (required && draft.trim() === '') setDraft(value);
    else if (draft !== value) onDone(draft);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches the field inside
    <div
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && rest.lines === undefined) finish();
        if (event.key === 'Escape') setDraft(value);
      }}
    >
      <TextField {...rest} value={draft} onChange={setDraft} />
    </div>
  );
}
