import { type PointerEvent, useRef } from 'react';
import { moveKey } from '../inspector/key-edits.ts';
import { setParam } from '../store/actions.ts';
import type { ParamLane } from './lanes.ts';
import { frameAt } from './time-scale.ts';

/** A press that moves less is a click. @unit px */
const CLICK_PX = 3;

interface Drag {
  readonly pointerId: number;
  readonly startX: number;
  readonly fromFrame: number;
  /** Keys at the press: passing over a neighbour does not swallow it. */
  readonly keys: ParamLane['keys'];
  readonly gesture: string;
  moved: boolean;
}

export interface KeyDrag {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
}

let drags = 0;

/**
 * Moves a key along its lane while it is dragged; one press to release is one undo step.
 * `onSelect` hears which frame the key is at now; `onOpen` hears of a click.
 */
export function useKeyDrag(
  lane: ParamLane,
  lengthFrames: number,
  frame: number,
  onSelect: (frame: number) => void,
  onOpen: () => void,
): KeyDrag {
  const drag = useRef<Drag | null>(null);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drags += 1;
    const gesture = `key-${lane.id}-${drags}`;
    const { pointerId, clientX } = event;
    drag.current = { pointerId, startX: clientX, fromFrame: frame, keys: lane.keys, gesture, moved: false };
    onSelect(frame);
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current;
    const track = event.currentTarget.closest('[data-track]');
    if (held === null || held.pointerId !== event.pointerId || track === null) return;
    const offset = event.clientX - held.startX;
    if (!held.moved && Math.abs(offset) < CLICK_PX) return;
    held.moved = true;
    const { width } = track.getBoundingClientRect();
    const startX = (held.fromFrame / lengthFrames) * width;
    const frameNow = frameAt(startX + offset, width, lengthFrames);
    setParam(lane.node, lane.param, { keys: moveKey(held.keys, held.fromFrame, frameNow) }, held.gesture);
    onSelect(frameNow);
  };

  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current;
    if (held === null || held.pointerId !== event.pointerId) return;
    drag.current = null;
    if (!held.moved) onOpen();
  };

  return { onPointerDown, onPointerMove, onPointerUp };
}
