import { type PointerEvent, useRef, useState } from 'react';
import { type KeyPlace, type KeySelection, NOTHING_SELECTED } from './lane-types.ts';

/** @unit px from the corner of the lanes */
export interface SelectBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A press that moves less takes the selection away. @unit px */
const CLICK_PX = 4;

/** A box drawn over free places of the lanes selects the keys it touches; with Shift they join the selection. */
export function useBoxSelect(selection: KeySelection, onSelect: (selection: KeySelection) => void) {
  const start = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const [box, setBox] = useState<SelectBox | null>(null);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const onTrack = event.target instanceof Element && event.target.closest('[data-track]') !== null;
    const onKey = event.target instanceof Element && event.target.closest('button, path[data-testid]') !== null;
    if (event.button !== 0 || !onTrack || onKey) return;
    start.current = { x: event.clientX, y: event.clientY };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const from = start.current;
    if (from === null) return;
    const [width, height] = [Math.abs(event.clientX - from.x), Math.abs(event.clientY - from.y)];
    if (box === null && Math.max(width, height) < CLICK_PX) return;
    if (box === null) event.currentTarget.setPointerCapture(event.pointerId);
    const content = event.currentTarget.getBoundingClientRect();
    const left = Math.min(event.clientX, from.x) - content.left;
    setBox({ left, top: Math.min(event.clientY, from.y) - content.top, width, height });
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    if (start.current === null) return;
    start.current = null;
    setBox(null);
    if (box === null) {
      if (selection.keys.length > 0) onSelect(NOTHING_SELECTED);
      return;
    }
    const found = keysInside(event.currentTarget, box);
    onSelect({ keys: event.shiftKey ? [...selection.keys, ...found] : found, open: false });
  };
  return { box, handlers: { onPointerDown, onPointerMove, onPointerUp } };
}

function keysInside(content: HTMLElement, box: SelectBox): readonly KeyPlace[] {
  const corner = content.getBoundingClientRect();
  return [...content.querySelectorAll<HTMLElement>('[data-key]')].flatMap((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    // Of a block of text its beginning counts: there stands the key.
    const x = left - corner.left + Math.min(width, 10) / 2;
    const y = top - corner.top + height / 2;
    const inside = x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height;
    const [lane, frame] = (element.dataset.key ?? '').split('@');
    return inside && lane !== undefined ? [{ lane, frame: Number(frame) }] : [];
  });
}
