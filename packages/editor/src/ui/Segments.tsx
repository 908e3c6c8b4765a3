import { type KeyboardEvent, useRef } from 'react';
import styles from './Segments.module.css';

interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly label: string; readonly doc?: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly testId?: string;
}

/** Two to four ways side by side, one of them taken. Arrow keys walk through them. */
export function Segments<T extends string>({ label, choices, value, onChange, testId }: SegmentsProps<T>) {
  const group = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const at = choices.findIndex((choice) => choice.value === value);
    const next = (at + step + choices.length) % choices.length;
    const chosen = choices[next];
    if (chosen !== undefined) onChange(chosen.value);
    group.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div ref={group} className={styles.group} role="radiogroup" aria-label={label} data-testid={testId}>
      {choices.map((choice) => (
        // biome-ignore lint/a11y/useSemanticElements: radio inputs cannot be drawn as one bar of buttons
        <button
          key={choice.value}
          type="button"
          role="radio"
          className={styles.choice}
          aria-checked={choice.value === value}
          tabIndex={choice.value === value ? 0 : -1}
          title={choice.doc}
          data-testid={testId === undefined ? undefined : `${testId}-${choice.value}`}
          onClick={() => onChange(choice.value)}
          onKeyDown={walk}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
