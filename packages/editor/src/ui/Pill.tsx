import type { ReactNode } from 'react';
import styles from './Pill.module.css';

interface PillProps {
  readonly tone: 'running' | 'warning' | 'error' | 'accent' | 'dim' | 'text';
  /** A dot before the words: the state of something that lives. */
  readonly dot?: boolean;
  readonly testId?: string;
  readonly children: ReactNode;
}

/** A state in one word. */
export function Pill({ tone, dot = false, testId, children }: PillProps) {
  return (
    <span className={styles.pill} data-tone={tone} data-dot={dot ? '' : undefined} data-testid={testId}>
      {children}
    </span>
  );
}
