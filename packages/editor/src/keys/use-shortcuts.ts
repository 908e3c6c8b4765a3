import { useEffect } from 'react';
import { copySelection, pasteClipboard, removeSelection } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { isTyping } from './is-typing.ts';
import { createSpaceKeeper } from './pressed-by-pointer.ts';
import { keysOf, rememberPointer, SHORTCUTS } from './shortcuts.ts';

/** These come as events of the browser's clipboard, so that whatever was copied last, here or elsewhere, is pasted. */
const BY_CLIPBOARD: readonly string[] = ['mod+c', 'mod+x', 'mod+v'];

/** Stands on the browser's clipboard for the boxes that the editor keeps. */
const BOXES = 'Boxes of an EpochStreamer graph';

/** Copies, cuts and pastes boxes. Texts that are marked on the page are the browser's own. */
export function listenToClipboard(): () => void {
  const take = (event: ClipboardEvent, run: () => unknown) => {
    if (event.defaultPrevented || isBusy(event.target)) return;
    if ((window.getSelection()?.toString() ?? '') !== '' || run() === false) return;
    event.clipboardData?.setData('text/plain', BOXES);
    event.preventDefault();
  };
  const onCopy = (event: ClipboardEvent) => take(event, copySelection);
  const onCut = (event: ClipboardEvent) => {
    take(event, () => {
      const copied = copySelection();
      if (copied) removeSelection();
      return copied;
    });
  };
  const onPaste = (event: ClipboardEvent) => {
    if (!event.defaultPrevented && !isBusy(event.target)) pasteClipboard();
  };
  document.addEventListener('copy', onCopy);
  document.addEventListener('cut', onCut);
  document.addEventListener('paste', onPaste);
  return () => {
    document.removeEventListener('copy', onCopy);
    document.removeEventListener('cut', onCut);
    document.removeEventListener('paste', onPaste);
  };
}

/** Listens for the shortcuts. They are silent while a person types or a dialog is open. */
export function useShortcuts(): void {
  useEffect(() => {
    const byKeys = new Map(SHORTCUTS.map((shortcut) => [shortcut.keys, shortcut]));
    const onKeyDown = (event: KeyboardEvent) => {
      const keys = keysOf(event);
      const shortcut = byKeys.get(keys);
      if (shortcut === undefined || event.defaultPrevented) return;
      if (keys !== 'mod+k' && isBusy(event.target)) return;
      if (BY_CLIPBOARD.includes(keys)) return;
      event.preventDefault();
      shortcut.run();
    };
    const space = createSpaceKeeper();
    const onPointerMove = (event: PointerEvent) => rememberPointer(event.clientX, event.clientY);
    const unlisten = listenToClipboard();
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keydown', space.onKey);
    window.addEventListener('keyup', space.onKey);
    window.addEventListener('click', space.onClick, true);
    window.addEventListener('pointermove', onPointerMove, { passive: true });
    return () => {
      unlisten();
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keydown', space.onKey);
      window.removeEventListener('keyup', space.onKey);
      window.removeEventListener('click', space.onClick, true);
      window.removeEventListener('pointermove', onPointerMove);
    };
  }, []);
}

/** A person types, or a dialog has the keys. */
function isBusy(target: EventTarget | null): boolean {
  return isTyping(target) || editor.getState().view.dialog !== null;
}
