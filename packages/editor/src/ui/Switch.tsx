import styles from './Switch.module.css';

interface SwitchProps {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly label: string;
  /** Words beside the switch; the label alone is read aloud. */
  readonly words?: string;
  readonly disabled?: boolean;
  readonly testId?: string | undefined;
}

/** On or off, at once. */
export function Switch({ on, onChange, label, words, disabled = false, testId }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      className={styles.switch}
      aria-checked={on}
      aria-label={label}
      disabled={disabled}
      onClick={() => onChange(!on)}
      data-testid={testId}
    >
      <i />
      <span>{words ?? (on ? 'On' : 'Off')}</span>
    </button>
  );
}
