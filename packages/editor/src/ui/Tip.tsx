import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { keyCaps } from './key-caps.ts';
import styles from './Tip.module.css';

interface TipProps {
  readonly label: string;
  /** As in `SHORTCUTS`: `mod+z`. */
  readonly keys?: string | undefined;
  readonly children: ReactElement;
}

/** A short tip with the keys that do the same. */
export function Tip({ label, keys, children }: TipProps) {
  const content = (
    <span className={styles.tip}>
      {label}
      {keys === undefined ? null : <kbd className={styles.keys}>{keyCaps(keys)}</kbd>}
    </span>
  );
  return <Tooltip label={content}>{children}</Tooltip>;
}
