import type { Keyframe } from '@epoch/graph-runtime/model';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { changeKey } from '../inspector/key-edits.ts';
import { newGesture } from '../ui/gesture.ts';
import { bent, type Controls, controlsOf, withControl } from './bend.ts';
import css from './CurveBends.module.css';
import { CURVE_PARTS, CurvePlane } from './CurvePlane.tsx';
import {
  CURVE_HEIGHT,
  CURVE_SHARE,
  CURVE_WIDTH,
  type CurveRange,
  heightOf,
  segmentPath,
  spanOf,
} from './curve-path.ts';
import { storeKeys, tellOfPast } from './edit-keys.ts';
import type { ParamLane } from './lanes.ts';
import { percentAt } from './time-scale.ts';

interface CurveBendsProps {
  readonly lane: ParamLane;
  readonly from: Keyframe;
  readonly to: Keyframe;
  readonly lengthFrames: number;
  readonly range: CurveRange;
  /** Its handles are shown: one of its two keys is selected. */
  readonly selected: boolean;
  readonly onHold: (held: boolean) => void;
}

interface Pull {
  readonly x: number;
  readonly y: number;
  readonly controls: Controls;
  readonly part: number;
  readonly gesture: string;
  readonly lane: ParamLane;
  moved: boolean;
}

/** A press that moves less is a click. @unit px */
const CLICK_PX = 3;

/** The way between two keys: pull it anywhere to bend it, or move its two handles. It becomes a Bezier curve. */
export function CurveBends({ lane, from, to, lengthFrames, range, selected, onHold }: CurveBendsProps) {
  const pull = useRef<Pull | null>(null);
  const rise = Number(to.value) - Number(from.value);
  const width = to.frame - from.frame;
  // Between equal values nothing can bend.
  if (rise === 0 || from.easing === 'hold') return null;
  const controls = controlsOf(from);
  const store = (held: Pick<Pull, 'lane' | 'gesture'>, curve: Controls) =>
    storeKeys(
      [{ lane: held.lane, keys: changeKey(held.lane.keys, from.frame, { easing: 'bezier', curve }) }],
      held.gesture,
    );

  /** The hand's way as shares of the way between the two keys. */
  const wayOf = (event: PointerEvent<Element>, held: Pull) => {
    const track = event.currentTarget.closest('[data-track]')?.getBoundingClientRect();
    if (track === undefined || track.width === 0) return null;
    held.moved ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) >= CLICK_PX;
    if (!held.moved) return null;
    const across = (((event.clientX - held.x) / track.width) * lengthFrames) / width;
    const up = (-((event.clientY - held.y) / track.height) * (spanOf(range, lane.spec) / CURVE_SHARE)) / rise;
    return { across, up };
  };
  const press = (event: PointerEvent<Element>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const track = event.currentTarget.closest('[data-track]')?.getBoundingClientRect();
    const at = track === undefined ? 0 : ((event.clientX - track.left) / Math.max(1, track.width)) * lengthFrames;
    const part = Math.min(0.9, Math.max(0.1, (at - from.frame) / width));
    pull.current = {
      x: event.clientX,
      y: event.clientY,
      controls,
      part,
      gesture: newGesture('bend'),
      lane,
      moved: false,
    };
    onHold(true);
  };
  const release = () => {
    if (pull.current === null) return;
    if (pull.current.moved) tellOfPast(from.frame);
    pull.current = null;
    onHold(false);
  };
  const bend = (event: PointerEvent<Element>) => {
    const way = pull.current === null ? null : wayOf(event, pull.current);
    if (pull.current !== null && way !== null)
      store(pull.current, bent(pull.current.controls, pull.current.part, way.across, way.up));
  };
  const moveHandle = (which: 0 | 1) => (event: PointerEvent<Element>) => {
    const held = pull.current;
    const way = held === null ? null : wayOf(event, held);
    if (held === null || way === null) return;
    const [x, y] = which === 0 ? [held.controls[0], held.controls[1]] : [held.controls[2], held.controls[3]];
    store(held, withControl(held.controls, which, x + way.across, y + way.up));
  };
  const nudge = (which: 0 | 1) => (event: KeyboardEvent) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const size = event.shiftKey ? 0.1 : 0.02;
    const [x, y] = which === 0 ? [controls[0], controls[1]] : [controls[2], controls[3]];
    const [right = 0, up = 0] = step;
    store({ lane, gesture: newGesture('bend') }, withControl(controls, which, x + right * size, y + up * size));
  };
  const placeOf = (which: 0 | 1) => {
    const [x, y] = which === 0 ? [controls[0], controls[1]] : [controls[2], controls[3]];
    return { frame: from.frame + x * width, height: heightOf(Number(from.value) + y * rise, range) };
  };
  const points = Array.from({ length: 2 }, (_, which) => placeOf(which === 0 ? 0 : 1));
  return (
    <>
      <CurvePlane>
        <path
          className={CURVE_PARTS.pull}
          d={segmentPath(lane.keys, from, to, lane.spec, lengthFrames, range)}
          data-testid={`bend-${lane.id}-${from.frame}`}
          onPointerDown={press}
          onPointerMove={bend}
          onPointerUp={release}
          onPointerCancel={release}
        />
      </CurvePlane>
      {selected && (
        <CurvePlane>
          {points.map((point, which) => {
            const key = which === 0 ? from : to;
            const x = (frame: number) => (frame / lengthFrames) * CURVE_WIDTH;
            const start = heightOf(Number(key.value), range);
            const d = `M${x(key.frame)} ${start}L${x(point.frame)} ${point.height}`;
            return <path key={key.frame} className={CURVE_PARTS.arm} d={d} />;
          })}
        </CurvePlane>
      )}
      {selected &&
        ([0, 1] as const).map((which) => (
          <button
            key={which}
            type="button"
            className={css.handle}
            style={{
              left: `${percentAt(points[which]?.frame ?? 0, lengthFrames)}%`,
              top: `${((points[which]?.height ?? 0) / CURVE_HEIGHT) * 100}%`,
            }}
            aria-label={`${which === 0 ? 'First' : 'Second'} handle of ${lane.label} from frame ${from.frame}`}
            data-testid={`handle-${lane.id}-${from.frame}-${which}`}
            onPointerDown={press}
            onPointerMove={moveHandle(which)}
            onPointerUp={release}
            onPointerCancel={release}
            onKeyDown={nudge(which)}
          />
        ))}
    </>
  );
}
