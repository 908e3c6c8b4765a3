import { GitBranchPlus } from 'lucide-react';
import { askForTake } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';
import css from './TakeFromHere.module.css';

/** Stands beside the playhead while a person looks at a frame that is done: the film can go on differently from there. */
export function TakeFromHere() {
  const playhead = useEditor(({ view }) => view.playhead);
  const framesDone = useEditor((state) => currentProduction(state)?.framesDone ?? 0);
  if (playhead === null || playhead >= framesDone) return null;
  const label = `New take from frame ${playhead}`;
  return (
    <button
      type="button"
      className={css.take}
      aria-label={label}
      title={label}
      data-testid="timeline-new-take"
      onPointerDown={(event) => event.stopPropagation()}
      onClick={() => askForTake(playhead)}
    >
      <GitBranchPlus size={12} strokeWidth={1.7} aria-hidden />
    </button>
  );
}
