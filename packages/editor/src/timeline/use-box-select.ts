import { type PointerEvent, useRef, useState } from 'react';
import { boxBetween, type KeySpot, keysInBox, type SelectBox } from './keys-in-box.ts';
import { type KeySelection, NOTHING_SELECTED } from './lane-types.ts';

/** A press that moves less takes the selection away. @unit px */
const CLICK_PX = 4;
/** Of a block of text its beginning counts: there stands the key. @unit px */
const KEY_PX = 10;

/** A box drawn over free places of the lanes selects the keys it touches; with Shift they join the selection. */
export function useBoxSelect(selection: KeySelection, onSelect: (selection: KeySelection) => void) {
  const start = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const [box, setBox] = useState<SelectBox | null>(null);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const onTrack = event.target instanceof Element && event.target.closest('[data-track]') !== null;
    const onKey = event.target instanceof Element && event.target.closest('button, path[data-testid]') !== null;
    if (event.button !== 0 || !onTrack || onKey) return;
    start.current = pointIn(event.currentTarget, event);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (start.current === null) return;
    const drawn = boxBetween(start.current, pointIn(event.currentTarget, event));
    if (box === null && Math.max(drawn.width, drawn.height) < CLICK_PX) return;
    if (box === null) event.currentTarget.setPointerCapture(event.pointerId);
    setBox(drawn);
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    if (start.current === null) return;
    start.current = null;
    setBox(null);
    if (box === null) {
      if (selection.keys.length > 0) onSelect(NOTHING_SELECTED);
      return;
    }
    const before = event.shiftKey ? selection.keys : [];
    onSelect({ keys: keysInBox(spotsIn(event.currentTarget), box, before), open: false });
  };
  const onPointerCancel = () => {
    start.current = null;
    setBox(null);
  };
  return { box, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel } };
}

/** A point of the lanes, which may be scrolled. @unit px */
function pointIn(content: HTMLElement, { clientX, clientY }: PointerEvent) {
  const { left, top } = content.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

function spotsIn(content: HTMLElement): readonly KeySpot[] {
  const corner = content.getBoundingClientRect();
  return [...content.querySelectorAll<HTMLElement>('[data-key]')].flatMap((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const [lane, frame] = (element.dataset.key ?? '').split('@');
    if (lane === undefined) return [];
    const x = left - corner.left + Math.min(width, KEY_PX) / 2;
    return [{ place: { lane, frame: Number(frame) }, x, y: top - corner.top + height / 2 }];
  });
}
