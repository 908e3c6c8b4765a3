import type { ReactNode } from 'react';
import styles from './Button.module.css';

interface ButtonProps {
  /** A verb with its object. */
  readonly children: ReactNode;
  /** `main` is the one filled button of a place, `quiet` stands beside it, `link` inside a sentence. */
  readonly look?: 'main' | 'quiet' | 'link';
  readonly onClick?: () => void;
  /** Sends the form it stands in. */
  readonly submit?: boolean;
  readonly disabled?: boolean;
  /** Has the keyboard when the popover or dialog it stands in opens. */
  readonly first?: boolean;
  readonly testId?: string;
}

/** A button with words. Those with an icon are `IconButton`. */
export function Button({ children, look = 'quiet', onClick, submit = false, disabled, first, testId }: ButtonProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={styles.button}
      data-look={look}
      disabled={disabled}
      onClick={onClick}
      data-autofocus={first === true || undefined}
      data-testid={testId}
    >
      {children}
    </button>
  );
}
