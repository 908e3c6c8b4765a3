import { useEffect } from 'react';
import { editor } from '../store/editor-store.ts';
import { firstPicture } from './teleport-target.ts';

/** Takes pictures that are pasted anywhere on the page; texts and boxes go their own ways, and a dialog has the keys. */
export function usePastedPicture(onPicture: (file: File) => void): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const file = firstPicture(event.clipboardData?.files ?? []);
      if (file === null || editor.getState().view.dialog !== null) return;
      event.preventDefault();
      onPicture(file);
    };
    window.addEventListener('paste', onPaste, true);
    return () => window.removeEventListener('paste', onPaste, true);
  }, [onPicture]);
}
