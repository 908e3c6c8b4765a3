import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { stripFrame } from '../monitor/film-strip.ts';
import { cssVars } from '../ui/css-vars.ts';
import css from './CompareView.module.css';

interface CompareScrubberProps {
  readonly frame: number;
  readonly frames: number;
  /** Frames that both films share. */
  readonly common: number;
  readonly onFrame: (frame: number) => void;
}

/** One line for both films; the part they share is fainter. Arrow keys step, with Shift by ten. */
export function CompareScrubber({ frame, frames, common, onFrame }: CompareScrubberProps) {
  const held = useRef(false);
  const scrub = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const at = stripFrame(event.clientX - left, width, frames);
    if (at !== null) onFrame(at);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onFrame(Math.min(frames - 1, Math.max(0, frame + step * (event.shiftKey ? 10 : 1))));
  };
  const shares = { '--at': (frame + 0.5) / frames, '--common': Math.min(1, common / frames) };
  return (
    <div
      className={css.scrubber}
      style={cssVars(shares)}
      role="slider"
      tabIndex={0}
      aria-label="Frame of both films"
      aria-valuemin={0}
      aria-valuemax={frames - 1}
      aria-valuenow={frame}
      data-testid="compare-scrubber"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        held.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        scrub(event);
      }}
      onPointerMove={(event) => held.current && scrub(event)}
      onPointerUp={() => {
        held.current = false;
      }}
    >
      <i />
    </div>
  );
}
