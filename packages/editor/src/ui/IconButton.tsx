import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './IconButton.module.css';
import { Tip } from './Tip.tsx';

interface IconButtonProps {
  readonly icon: LucideIcon;
  /** What a click does, as a verb with its object; shown as the tip and read aloud. */
  readonly label: string;
  readonly onClick: () => void;
  /** Keys that do the same, as in `SHORTCUTS`; shown in the tip. */
  readonly keys?: string;
  /** Words beside the icon. */
  readonly children?: ReactNode;
  /** `main` is the one filled button of a place, `raised` stands on a bar, `plain` appears on hover. */
  readonly look?: 'plain' | 'raised' | 'main';
  readonly active?: boolean;
  readonly disabled?: boolean;
  readonly testId?: string;
}

/** A button with a 14 px icon. Every button of the editor that is not plain text is one of these. */
export function IconButton(props: IconButtonProps) {
  const { icon: Icon, label, onClick, keys, children, look = 'plain', active, disabled, testId } = props;
  return (
    <Tip label={label} keys={keys}>
      <button
        type="button"
        className={styles.button}
        data-look={look}
        data-active={active === true ? '' : undefined}
        aria-label={label}
        aria-pressed={active}
        disabled={disabled}
        onClick={onClick}
        data-testid={testId}
      >
        <Icon size={14} strokeWidth={1.7} />
        {children === undefined ? null : <span>{children}</span>}
      </button>
    </Tip>
  );
}
