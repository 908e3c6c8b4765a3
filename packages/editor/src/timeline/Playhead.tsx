import { useEditor } from '../store/editor-store.ts';
import { frameInView } from '../store/selectors.ts';
import { TakeFromHere } from '../takes/TakeFromHere.tsx';
import { cssVars } from '../ui/css-vars.ts';
import css from './Playhead.module.css';
import { percentAt } from './time-scale.ts';

interface PlayheadProps {
  readonly lengthFrames: number;
}

/** The line at the frame in view. Drawn apart from the lanes, so that a new frame moves only this. */
export function PlayheadLine({ lengthFrames }: PlayheadProps) {
  const { frame, held } = usePlayhead();
  const at = percentAt(frame, lengthFrames) / 100;
  return <div className={css.line} data-held={held || undefined} style={cssVars({ '--at': at })} />;
}

/** The number of the frame in view, on the ruler over its line. */
export function PlayheadFlag({ lengthFrames }: PlayheadProps) {
  const { frame, held } = usePlayhead();
  const left = `${percentAt(frame, lengthFrames)}%`;
  return (
    <div className={css.flag} data-held={held || undefined} data-testid="playhead" style={{ left }}>
      <b aria-hidden>{frame}</b>
      <TakeFromHere />
    </div>
  );
}

function usePlayhead() {
  const frame = useEditor(frameInView);
  const held = useEditor(({ view }) => view.playhead !== null);
  return { frame, held };
}
