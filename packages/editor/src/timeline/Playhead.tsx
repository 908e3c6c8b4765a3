import { useEditor } from '../store/editor-store.ts';
import { frameInView } from '../store/selectors.ts';
import { TakeFromHere } from '../takes/TakeFromHere.tsx';
import { cssVars } from '../ui/css-vars.ts';
import css from './Playhead.module.css';
import { percentAt } from './time-scale.ts';

/** The white line at the frame in view. Drawn apart from the lanes, so that a new frame moves only this. */
export function Playhead({ lengthFrames }: { readonly lengthFrames: number }) {
  const frame = useEditor(frameInView);
  const held = useEditor(({ view }) => view.playhead !== null);
  const at = percentAt(frame, lengthFrames) / 100;
  return (
    <div className={css.head} data-held={held || undefined} style={cssVars({ '--at': at })}>
      <b aria-hidden>{frame}</b>
      <TakeFromHere />
    </div>
  );
}
