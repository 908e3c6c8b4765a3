import { useEffect } from 'react';
import { editor } from '../store/editor-store.ts';
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
    const onPointerMove = (event: PointerEvent) => rememberPointer(event.clientX, event.clientY);
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('pointermove', onPointerMove, { passive: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('pointermove', onPointerMove);
    };
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
