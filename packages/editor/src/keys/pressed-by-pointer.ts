/** What keeps Space from pressing again a button that a pointer has pressed. */
export interface SpaceKeeper {
  readonly onClick: (event: MouseEvent) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/**
 * A clicked button keeps the focus, or gets it back from the dialog that it has opened, and Space would press it again
 * although nobody sees that: with Space held the canvas is dragged. A button that was reached by keyboard still takes Space.
 */
export function createSpaceKeeper(): SpaceKeeper {
  /** Since Tab was pressed last. */
  let clicked = new WeakSet<EventTarget>();
  return {
    onClick(event) {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (button === null) return;
      // A click by keyboard has no count.
      if (event.detail > 0) clicked.add(button);
      else clicked.delete(button);
    },
    onKey(event) {
      if (event.key === 'Tab') clicked = new WeakSet();
      if (event.key === ' ' && event.target !== null && clicked.has(event.target)) event.preventDefault();
    },
  };
}
