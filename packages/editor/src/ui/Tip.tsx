import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import styles from './Tip.module.css';

interface TipProps {
  readonly label: string;
  readonly keys?: string | undefined;
  readonly children: ReactElement;
}

/** A short tip with the keys that do the same. */
export function Tip({ label, keys, children }: TipProps) {
  const content = (
    <span className={styles.tip}>
      {label}
      {keys === undefined ? null : <kbd className={styles.keys}>{keys}</kbd>}
    </span>
  );
  return <Tooltip label={content}>{children}</Tooltip>;
}
