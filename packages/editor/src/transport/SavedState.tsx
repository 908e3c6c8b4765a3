import { Check, CloudOff, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useEditor } from '../store/editor-store.ts';
import css from './SavedState.module.css';

/** Is my work safe? */
export function SavedState() {
  const saveState = useEditor(({ graph }) => graph.saveState);
  const pendingCount = useEditor(({ graph }) => graph.pendingCount);
  const message = useEditor(({ graph }) => graph.saveMessage);
  const hasGraph = useEditor(({ graph }) => graph.document !== null);
  if (!hasGraph) return null;
  const { icon: Icon, words, hint } = wordsOf(saveState, pendingCount);
  return (
    <span className={css.saved} data-state={saveState} data-testid="save-state" title={message ?? hint}>
      <Icon size={14} strokeWidth={1.7} aria-hidden />
      <span>{words}</span>
    </span>
  );
}

function wordsOf(saveState: 'saved' | 'saving' | 'offline' | 'conflict', pendingCount: number) {
  switch (saveState) {
    case 'saved':
      return { icon: Check, words: 'Saved', hint: 'Every change is saved as you make it.' };
    case 'saving':
      return { icon: LoaderCircle, words: 'Saving', hint: 'Your last change is on its way.' };
    case 'offline': {
      const hint = 'Your changes are kept in this browser and sent when the server answers.';
      return { icon: CloudOff, words: `${pendingCount} to send`, hint };
    }
    case 'conflict':
      return { icon: TriangleAlert, words: 'Changed elsewhere', hint: 'Another browser changed this graph too.' };
  }
}
