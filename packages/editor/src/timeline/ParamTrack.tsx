import { isScheduled } from '@epoch/graph-runtime/model';
import { type CSSProperties, useMemo, useState } from 'react';
import { CurveBends } from './CurveBends.tsx';
import { CurvePlane } from './CurvePlane.tsx';
import { CURVE_HEIGHT, type CurveRange, curvePath, heightOf, rangeOf } from './curve-path.ts';
import { KeyHandle } from './KeyHandle.tsx';
import { framesIn, type LaneSelection } from './lane-types.ts';
import type { ParamLane } from './lanes.ts';
import css from './ParamTrack.module.css';
import { ScheduleTrack } from './ScheduleTrack.tsx';
import { percentAt } from './time-scale.ts';
import { shownValue } from './value-words.ts';

interface TrackProps extends LaneSelection {
  readonly lane: ParamLane;
  readonly lanes: readonly ParamLane[];
  readonly lengthFrames: number;
}

/** What a param does over the film: blocks of text, a curve, values that jump, or what a schedule makes of it. */
export function ParamTrack(props: TrackProps) {
  const { lane, lengthFrames } = props;
  if (lane.kind === 'curve') return <CurveTrack {...props} />;
  if (lane.kind === 'schedule' && isScheduled(lane.input)) {
    return <ScheduleTrack lane={lane} input={lane.input} lengthFrames={lengthFrames} />;
  }
  return lane.keys.map((key, index) => {
    const end = lane.keys[index + 1]?.frame ?? lengthFrames;
    const left = percentAt(key.frame, lengthFrames);
    const width = percentAt(end, lengthFrames) - left;
    const style = { left: `${left}%`, width: `calc(${width}% - 3px)` };
    const className = lane.kind === 'blocks' ? css.block : css.step;
    const fade = index === 0 ? 0 : Math.min(1, (key.fadeFrames ?? 0) / Math.max(1, end - key.frame));
    return (
      <KeyHandle key={indexKey(index)} {...props} {...NO_RANGE} keyframe={key} className={className} style={style}>
        {fade > 0 && <i className={css.fade} style={{ width: `${fade * 100}%` }} />}
        <span title={String(key.value)}>{shownValue(key.value, lane.spec)}</span>
      </KeyHandle>
    );
  });
}

const NO_RANGE = { range: { low: 0, high: 0 }, onHold: () => undefined };

function CurveTrack(props: TrackProps) {
  const { lane, lengthFrames, selection } = props;
  const own = useMemo(() => rangeOf(lane.keys), [lane.keys]);
  // While a hand pulls at it the scale of the lane stands still.
  const [heldRange, setHeldRange] = useState<CurveRange | null>(null);
  const range = heldRange ?? own;
  const onHold = (held: boolean) => setHeldRange(held ? own : null);
  const path = useMemo(
    () => curvePath(lane.keys, lane.spec, lengthFrames, range),
    [lane.keys, lane.spec, lengthFrames, range],
  );
  const chosen = framesIn(selection, lane.id);
  return (
    <>
      <CurvePlane>
        <path d={path} />
      </CurvePlane>
      {lane.keys.map((from, index) => {
        const to = lane.keys[index + 1];
        if (to === undefined) return null;
        const selected = chosen.has(from.frame) && from.easing === 'bezier';
        return <CurveBends key={indexKey(index)} {...{ lane, from, to, lengthFrames, range, selected, onHold }} />;
      })}
      {lane.keys.map((key, index) => {
        const top = `${(heightOf(Number(key.value), range) / CURVE_HEIGHT) * 100}%`;
        const style: CSSProperties = { left: `${percentAt(key.frame, lengthFrames)}%`, top };
        return (
          <KeyHandle
            key={indexKey(index)}
            {...props}
            {...{ range, onHold, style }}
            keyframe={key}
            className={css.diamond}
          />
        );
      })}
      {heldRange !== null &&
        lane.keys
          .filter(({ frame }) => chosen.has(frame))
          .map((key, index) => (
            <b
              key={indexKey(index)}
              className={css.bubble}
              data-side={key.frame > lengthFrames / 2 ? 'before' : 'behind'}
              style={{ left: `${percentAt(key.frame, lengthFrames)}%` }}
              data-testid="value-bubble"
            >
              {shownValue(key.value, lane.spec)}
              <i>{key.frame}</i>
            </b>
          ))}
    </>
  );
}

/** Keys have no id: their order is what stays while one of them is dragged past no other. */
function indexKey(index: number): string {
  return `key-${index}`;
}
