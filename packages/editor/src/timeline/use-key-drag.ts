import { type PointerEvent, useRef } from 'react';
import { editor } from '../store/editor-store.ts';
import { frameInView } from '../store/selectors.ts';
import { newGesture } from '../ui/gesture.ts';
import { CURVE_SHARE, type CurveRange, spanOf } from './curve-path.ts';
import { storeKeys, tellOfPast } from './edit-keys.ts';
import { shiftKeys } from './key-sets.ts';
import type { KeyPlace } from './lane-types.ts';
import type { ParamLane } from './lanes.ts';
import { SNAP_PX, snapFrame } from './snap.ts';

/** A press that moves less is a click; a hand that moves sideways does not change the value by chance. @unit px */
const CLICK_PX = 3;
const VALUE_DEAD_PX = 5;

interface Drag {
  readonly pointerId: number;
  readonly startX: number;
  readonly startY: number;
  readonly frame: number;
  /** Keys and selection at the press: passing over a neighbour does not swallow it. */
  readonly lanes: readonly ParamLane[];
  readonly chosen: readonly KeyPlace[];
  readonly marks: readonly number[];
  readonly gesture: string;
  moved: boolean;
}

interface KeyDragOptions {
  readonly lane: ParamLane;
  readonly lanes: readonly ParamLane[];
  readonly frame: number;
  readonly lengthFrames: number;
  readonly range: CurveRange;
  /** The selection that a press on this key makes. */
  readonly chosenAt: (event: PointerEvent<HTMLElement>) => readonly KeyPlace[];
  readonly onSelect: (keys: readonly KeyPlace[], open: boolean) => void;
  readonly onHold: (held: boolean) => void;
}

/**
 * Moves the selected keys while one of them is dragged: sideways in time, onto the marks of snap.ts (Alt: freely), and
 * numbers up and down in value. Shift keeps to one of the two. One press to release is one undo step; a click opens.
 */
export function useKeyDrag(options: KeyDragOptions) {
  const { lane, lanes, frame, lengthFrames, range, chosenAt, onSelect, onHold } = options;
  const drag = useRef<Drag | null>(null);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const chosen = chosenAt(event);
    const moving = new Set(chosen.map(({ frame: at }) => at));
    const others = lanes.flatMap(({ keys }) => keys.map((key) => key.frame)).filter((at) => !moving.has(at));
    const marks = [...others, 0, frameInView(editor.getState())];
    const { pointerId, clientX: startX, clientY: startY } = event;
    drag.current = { pointerId, startX, startY, frame, lanes, chosen, marks, gesture: newGesture('key'), moved: false };
    onSelect(chosen, false);
    onHold(true);
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current;
    const track = event.currentTarget.closest('[data-track]');
    if (held === null || held.pointerId !== event.pointerId || track === null) return;
    const [across, down] = [event.clientX - held.startX, event.clientY - held.startY];
    if (!held.moved && Math.max(Math.abs(across), Math.abs(down)) < CLICK_PX) return;
    held.moved = true;
    const { width, height } = track.getBoundingClientRect();
    const sideways = !event.shiftKey || Math.abs(across) >= Math.abs(down);
    const upright = lane.kind === 'curve' && (!event.shiftKey || !sideways) && Math.abs(down) > VALUE_DEAD_PX;
    const wanted = held.frame + (across / Math.max(1, width)) * lengthFrames;
    const reach = event.altKey ? 0 : (SNAP_PX / Math.max(1, width)) * lengthFrames;
    const landed = event.altKey ? Math.max(0, Math.round(wanted)) : snapFrame(wanted, reach, held.marks, lane.film);
    const frames = sideways ? Math.min(landed, Math.max(lengthFrames, held.frame)) - held.frame : 0;
    const lowest = Math.min(...held.chosen.map(({ frame: at }) => at));
    const value = upright
      ? (-(down - Math.sign(down) * VALUE_DEAD_PX) / height) * (spanOf(range, lane.spec) / CURVE_SHARE)
      : 0;
    storeKeys(shiftKeys(held.lanes, held.chosen, { frames, value }), held.gesture);
    const shown = Math.max(-lowest, frames);
    onSelect(
      held.chosen.map((place) => ({ ...place, frame: place.frame + shown })),
      false,
    );
  };

  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current;
    if (held === null || held.pointerId !== event.pointerId) return;
    drag.current = null;
    onHold(false);
    if (held.moved) tellOfPast(Math.min(...chosenFrames(held)));
    else onSelect(held.chosen, !event.shiftKey && !event.ctrlKey && !event.metaKey);
  };

  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp };
}

function chosenFrames({ chosen }: Drag): readonly number[] {
  return chosen.map(({ frame }) => frame);
}
