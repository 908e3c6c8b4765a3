import type { ParamSpec, ScheduledInput } from '@epoch/graph-runtime/model';
import { samplerOf, valueAt } from '@epoch/graph-runtime/schedule';
import { useMemo } from 'react';
import { select, writeSchedule } from '../store/actions.ts';
import { CurvePlane } from './CurvePlane.tsx';
import { sampledPath } from './curve-path.ts';
import type { ParamLane } from './lanes.ts';
import css from './ParamTrack.module.css';
import { percentAt } from './time-scale.ts';
import { shownValue } from './value-words.ts';

interface ScheduleTrackProps {
  readonly lane: ParamLane;
  readonly input: ScheduledInput;
  readonly lengthFrames: number;
}

/** What a schedule makes of the film: a curve, or the texts at their keys. It is written in the inspector. */
export function ScheduleTrack({ lane, input, lengthFrames }: ScheduleTrackProps) {
  const { spec, film } = lane;
  const curve = useMemo(
    () => (takesNumbers(spec) ? sampledPath(input, spec, lengthFrames, film) : null),
    [input, spec, lengthFrames, film],
  );
  const sampler = samplerOf(input, film);
  if (sampler === null) {
    return (
      <button type="button" className={css.unread} onClick={() => writeSchedule(lane.node, lane.param)}>
        This schedule cannot be read. Write it anew
      </button>
    );
  }
  if (curve !== null) {
    return (
      <CurvePlane>
        <path d={curve.path} strokeDasharray="5 3" />
      </CurvePlane>
    );
  }
  return sampler.keys.map(({ frame, key }, index) => {
    const end = sampler.keys[index + 1]?.frame ?? lengthFrames;
    const left = percentAt(frame, lengthFrames);
    const style = { left: `${left}%`, width: `calc(${percentAt(end, lengthFrames) - left}% - 3px)` };
    const fade = index === 0 ? 0 : Math.min(1, key.fadeFrames / Math.max(1, end - frame));
    const text = shownValue(valueAt(input, spec, frame + key.fadeFrames, film), spec);
    return (
      <button
        key={frame}
        type="button"
        className={css.written}
        style={style}
        title={text}
        onClick={() => select([lane.node])}
      >
        {fade > 0 && <i className={css.fade} style={{ width: `${fade * 100}%` }} />}
        <span>{text}</span>
      </button>
    );
  });
}

function takesNumbers({ kind }: ParamSpec): boolean {
  return kind === 'number' || kind === 'integer' || kind === 'boolean';
}
