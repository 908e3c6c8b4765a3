import { setPlayhead } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';

/** When another film comes to the front it is followed from where it is, not looked at where the one before was. */
export function followNewFilms(): () => void {
  let last = editor.getState().run.currentId;
  return editor.subscribe(({ run }) => {
    if (run.currentId === last) return;
    last = run.currentId;
    setPlayhead(null);
  });
}
