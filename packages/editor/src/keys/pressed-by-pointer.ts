/** What keeps Space from pressing again the button that a pointer has pressed last. */
export interface SpaceKeeper {
  readonly onClick: (event: MouseEvent) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/**
 * A clicked button keeps the focus, and Space would press it again although nobody sees that: with Space held the canvas
 * is dragged. A button that was reached by keyboard still takes Space.
 */
export function createSpaceKeeper(): SpaceKeeper {
  let clicked: Element | null = null;
  return {
    onClick(event) {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      // A click by keyboard has no count.
      clicked = event.detail > 0 ? button : null;
    },
    onKey(event) {
      if (event.key === 'Tab') clicked = null;
      if (event.key === ' ' && clicked !== null && event.target === clicked) event.preventDefault();
    },
  };
}
