import type { ReactNode } from 'react';
import styles from './Field.module.css';

interface FieldProps {
  readonly label: string;
  /** Stands after the label: a keyframe toggle, a badge. */
  readonly aside?: ReactNode;
  /** One faint sentence below. */
  readonly hint?: string | undefined;
  /** Explains the label on hover. */
  readonly doc?: string | undefined;
  readonly children: ReactNode;
}

/** A label over a control. */
export function Field({ label, aside, hint, doc, children }: FieldProps) {
  return (
    <div className={styles.field}>
      <div className={styles.label}>
        <span title={doc}>{label}</span>
        {aside}
      </div>
      {children}
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
    </div>
  );
}
