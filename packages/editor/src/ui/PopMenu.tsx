import type { XY } from '@epoch/graph-runtime/model';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { keyCaps } from './key-caps.ts';
import styles from './PopMenu.module.css';

/** An entry of a menu; null draws a line. */
export type MenuItem = { readonly label: string; readonly keys?: string; readonly run: () => unknown } | null;

interface PopMenuProps {
  /** @unit px on the screen */
  readonly at: XY;
  readonly items: readonly MenuItem[];
  readonly onClose: () => void;
}

/** A menu at a point of the screen. Arrow keys and Enter work in it; Escape and a click elsewhere close it. */
export function PopMenu({ at, items, onClose }: PopMenuProps) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState(at);

  useLayoutEffect(() => {
    const rect = box.current?.getBoundingClientRect();
    if (rect === undefined) return;
    const x = Math.max(4, Math.min(at.x, window.innerWidth - rect.width - 6));
    const y = Math.max(4, Math.min(at.y, window.innerHeight - rect.height - 6));
    setPlace({ x, y });
    box.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [at]);

  useEffect(() => {
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) onClose();
    };
    window.addEventListener('pointerdown', away, true);
    return () => window.removeEventListener('pointerdown', away, true);
  }, [onClose]);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const buttons: Element[] = [...(box.current?.querySelectorAll('button') ?? [])];
    const present = document.activeElement === null ? -1 : buttons.indexOf(document.activeElement);
    const next = (present + (event.key === 'ArrowDown' ? 1 : -1) + buttons.length) % buttons.length;
    const entry = buttons[next];
    if (entry instanceof HTMLElement) entry.focus();
  };

  return (
    <div
      ref={box}
      className={styles.menu}
      style={{ left: place.x, top: place.y }}
      role="menu"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {items.map((item, index) =>
        item === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name and never move
          <hr key={index} className={styles.line} />
        ) : (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            className={styles.item}
            onClick={() => {
              onClose();
              item.run();
            }}
          >
            {item.label}
            {item.keys === undefined ? null : <kbd>{keyCaps(item.keys)}</kbd>}
          </button>
        ),
      )}
    </div>
  );
}
