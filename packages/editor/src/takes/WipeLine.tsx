import type { KeyboardEvent } from 'react';
import css from './CompareView.module.css';

interface WipeLineProps {
  /** Share of the width that is A. @unit 0..1 */
  readonly split: number;
  readonly onSplit: (split: number) => void;
}

/** One press of an arrow key. @unit share of the width */
const STEP = 0.02;

/** The line between two pictures on each other. The hand drags it anywhere on them, the keyboard moves it from here. */
export function WipeLine({ split, onSplit }: WipeLineProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowLeft: split - STEP, ArrowRight: split + STEP, Home: 0, End: 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onSplit(Math.min(1, Math.max(0, next)));
  };
  return (
    <div
      className={css.line}
      role="slider"
      tabIndex={0}
      aria-label="Line between A and B"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(split * 100)}
      data-testid="wipe-line"
      onKeyDown={onKeyDown}
    />
  );
}
