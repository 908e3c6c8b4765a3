import { useEffect } from 'react';
import { isTyping } from '../keys/is-typing.ts';
import { waitingCues } from '../productions/cue-words.ts';
import { fireCue } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';

/**
 * Fires the first held cue of a letter or digit. It comes before the shortcuts: while a picture waits for F, F fires it.
 * Silent while a person types, while a dialog is open, and for keys that repeat by themselves.
 */
export function useHeldKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
      const { run, view } = editor.getState();
      if (view.dialog !== null || isTyping(event.target)) return;
      const pressed = event.key.toUpperCase();
      const cue = waitingCues(run.cues).find(({ state, key }) => state === 'held' && key === pressed);
      if (cue === undefined) return;
      event.preventDefault();
      void fireCue(cue);
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
