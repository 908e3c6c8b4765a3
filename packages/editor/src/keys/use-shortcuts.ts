import { useEffect } from 'react';
import { editor } from '../store/editor-store.ts';
import { createSpaceKeeper } from './pressed-by-pointer.ts';
import { keysOf, rememberPointer, SHORTCUTS } from './shortcuts.ts';

/** Listens for the shortcuts. They are silent while a person types or a dialog is open. */
export function useShortcuts(): void {
  useEffect(() => {
    const byKeys = new Map(SHORTCUTS.map((shortcut) => [shortcut.keys, shortcut]));
    const onKeyDown = (event: KeyboardEvent) => {
      const keys = keysOf(event);
      const shortcut = byKeys.get(keys);
      if (shortcut === undefined || event.defaultPrevented) return;
      if (keys !== 'mod+k' && (isTyping(event.target) || editor.getState().view.dialog !== null)) return;
      if (keys === 'mod+c' && (window.getSelection()?.toString() ?? '') !== '') return;
      event.preventDefault();
      shortcut.run();
    };
    const space = createSpaceKeeper();
    const onPointerMove = (event: PointerEvent) => rememberPointer(event.clientX, event.clientY);
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keydown', space.onKey);
    window.addEventListener('keyup', space.onKey);
    window.addEventListener('click', space.onClick, true);
    window.addEventListener('pointermove', onPointerMove, { passive: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keydown', space.onKey);
      window.removeEventListener('keyup', space.onKey);
      window.removeEventListener('click', space.onClick, true);
      window.removeEventListener('pointermove', onPointerMove);
    };
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
