import type { ReactNode } from 'react';
import styles from './Section.module.css';

interface SectionProps {
  readonly title: string;
  /** Stands at the end of the title's row. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a panel, parted from the one before by a hairline. */
export function Section({ title, aside, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <header className={styles.head}>
        <h4>{title}</h4>
        {aside}
      </header>
      {children}
    </section>
  );
}
