import { type KeyboardEvent, useState } from 'react';
import { startRenaming } from '../store/actions.ts';

interface TitleFieldProps {
  readonly title: string;
  readonly label: string;
  readonly className: string;
  readonly onRename: (title: string) => void;
}

/** The field a title turns into while it is renamed. Enter and a click elsewhere keep the new title, Escape the old. */
export function TitleField({ title, label, className, onRename }: TitleFieldProps) {
  const [draft, setDraft] = useState(title);
  const keep = () => {
    if (draft !== title) onRename(draft);
    startRenaming(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter') keep();
    if (event.key === 'Escape') startRenaming(null);
  };
  return (
    <input
      className={`${className} nodrag`}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to rename this very title
      autoFocus
      aria-label={label}
      maxLength={120}
      value={draft}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={keep}
      onKeyDown={onKeyDown}
    />
  );
}
