import { type PointerEvent, useRef } from 'react';
import { newGesture } from './gesture.ts';
import { fitNumber, type NumberRange, stepOf } from './number-text.ts';

const CLICK_PX = 3;
const FINE = 0.1;
const COARSE = 10;

interface Drag {
  readonly startX: number;
  readonly startValue: number;
  readonly gesture: string;
  moved: boolean;
}

interface DragNumber {
  readonly value: number;
  readonly range: NumberRange;
  /** How far the value goes for one pixel; a step when absent. */
  readonly perPixel?: (() => number) | undefined;
  readonly onChange: (value: number, gesture: string) => void;
  /** Pressed and let go without dragging. */
  readonly onClick?: (() => void) | undefined;
}

/** Pointer handlers that change a number by dragging sideways: Shift ten times faster, Alt ten times finer. */
export function useDragNumber({ value, range, perPixel, onChange, onClick }: DragNumber) {
  const drag = useRef<Drag | null>(null);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { startX: event.clientX, startValue: value, gesture: newGesture('drag'), moved: false };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const present = drag.current;
      if (present === null) return;
      const pixels = event.clientX - present.startX;
      if (!present.moved && Math.abs(pixels) < CLICK_PX) return;
      present.moved = true;
      const speed = event.shiftKey ? COARSE : event.altKey ? FINE : 1;
      const next = fitNumber(present.startValue + pixels * (perPixel?.() ?? stepOf(range)) * speed, range);
      if (next !== value) onChange(next, present.gesture);
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const present = drag.current;
      drag.current = null;
      if (event.currentTarget.hasPointerCapture(event.pointerId))
        event.currentTarget.releasePointerCapture(event.pointerId);
      if (present !== null && !present.moved) onClick?.();
    },
    onPointerCancel() {
      drag.current = null;
    },
  };
}
