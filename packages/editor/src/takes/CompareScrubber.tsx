import { stripFrame } from '../monitor/film-strip.ts';
import { cssVars } from '../ui/css-vars.ts';
import { FrameSlider } from '../ui/FrameSlider.tsx';
import css from './CompareView.module.css';

interface CompareScrubberProps {
  readonly frame: number;
  readonly frames: number;
  /** Frames that both films share. */
  readonly common: number;
  readonly onFrame: (frame: number) => void;
}

/** One line for both films; the part they share is fainter. */
export function CompareScrubber({ frame, frames, common, onFrame }: CompareScrubberProps) {
  const shares = { '--at': (frame + 0.5) / frames, '--common': Math.min(1, common / frames) };
  return (
    <FrameSlider
      className={css.scrubber}
      style={cssVars(shares)}
      label="Frame of both films"
      testId="compare-scrubber"
      frameAt={(x, width) => stripFrame(x, width, frames)}
      frame={frame}
      lastFrame={frames - 1}
      onFrame={onFrame}
    >
      <i />
    </FrameSlider>
  );
}
