import { useLayoutEffect, useState } from 'react';

/** What had the focus before the first of the dialogs that follow each other. */
let opener: Element | null = null;
let openDialogs = 0;

/**
 * Gives the focus back to what a dialog was opened from, for as long as the component is there. Where one dialog leads to
 * the next, that is what the first one was opened from.
 */
export function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    if (before?.closest('[role="dialog"]') == null) opener = before;
    openDialogs += 1;
    return () => {
      openDialogs -= 1;
      // The next dialog may be there by then.
      setTimeout(() => {
        if (openDialogs === 0 && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
      });
    };
  }, [before]);
}
