import { type FocusEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { editor } from '../store/editor-store.ts';
import { frameInView } from '../store/selectors.ts';

export interface HeldFrame {
  /** The box whose fields a hand may be on. */
  readonly box: RefObject<HTMLDivElement | null>;
  /** The frame that was in view when the hand came; null while no hand is there. @unit frames */
  readonly heldFrame: number | null;
  readonly hold: () => void;
  readonly release: (event: FocusEvent<HTMLElement>) => void;
}

/** While a hand is on a field the film may go on, but a key must not land on a frame nobody looked at. */
export function useHeldFrame(): HeldFrame {
  const box = useRef<HTMLDivElement>(null);
  const [heldFrame, setHeldFrame] = useState<number | null>(null);
  const held = heldFrame !== null;

  useEffect(() => {
    if (!held) return;
    // A field that takes itself away when Enter is pressed leaves no blur behind.
    return editor.subscribe(() => {
      if (box.current?.contains(document.activeElement) !== true) setHeldFrame(null);
    });
  }, [held]);

  return {
    box,
    heldFrame,
    hold: () => setHeldFrame((before) => before ?? frameInView(editor.getState())),
    release: (event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) setHeldFrame(null);
    },
  };
}
