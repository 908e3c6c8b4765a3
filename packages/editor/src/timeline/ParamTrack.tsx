import type { Keyframe } from '@epoch/graph-runtime/model';
import type { CSSProperties } from 'react';
import { CURVE_HEIGHT, CURVE_WIDTH, curvePath, heightOf, rangeOf } from './curve-path.ts';
import { KeyHandle } from './KeyHandle.tsx';
import type { LaneSelection } from './lane-types.ts';
import type { ParamLane } from './lanes.ts';
import css from './ParamTrack.module.css';
import { percentAt } from './time-scale.ts';

interface TrackProps extends LaneSelection {
  readonly lane: ParamLane;
  readonly lengthFrames: number;
}

/** What a param does over the film: blocks of text, a curve, or values that jump. */
export function ParamTrack(props: TrackProps) {
  const { lane, lengthFrames } = props;
  if (lane.kind === 'curve') {
    const range = rangeOf(lane.keys);
    return (
      <>
        <svg
          className={css.curve}
          viewBox={`0 0 ${CURVE_WIDTH} ${CURVE_HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden
        >
          <path d={curvePath(lane.keys, lane.spec, lengthFrames)} />
        </svg>
        {lane.keys.map((key, index) => {
          const top = `${(heightOf(Number(key.value), range) / CURVE_HEIGHT) * 100}%`;
          const style = { left: `${percentAt(key.frame, lengthFrames)}%`, top };
          return <Handle key={indexKey(index)} {...props} keyframe={key} className={css.diamond} style={style} />;
        })}
      </>
    );
  }
  return lane.keys.map((key, index) => {
    const end = lane.keys[index + 1]?.frame ?? lengthFrames;
    const left = percentAt(key.frame, lengthFrames);
    const style = { left: `${left}%`, width: `calc(${percentAt(end, lengthFrames) - left}% - 3px)` };
    const className = lane.kind === 'blocks' ? css.block : css.step;
    return (
      <Handle key={indexKey(index)} {...props} keyframe={key} className={className} style={style}>
        <span title={String(key.value)}>{blockText(key)}</span>
      </Handle>
    );
  });
}

interface HandleProps extends TrackProps {
  readonly keyframe: Keyframe;
  readonly className: string | undefined;
  readonly style: CSSProperties;
  readonly children?: React.ReactNode;
}

function Handle({ selection, onSelect, lane, ...rest }: HandleProps) {
  const here = selection !== null && selection.lane === lane.id ? selection : null;
  return (
    <KeyHandle
      {...rest}
      lane={lane}
      selectedFrame={here?.frame ?? null}
      open={here?.open ?? false}
      onSelect={(frame) => onSelect({ lane: lane.id, frame, open: false })}
      onOpen={(open) => onSelect({ lane: lane.id, frame: rest.keyframe.frame, open })}
    />
  );
}

/** Keys have no id: their order is what stays while one of them is dragged past no other. */
function indexKey(index: number): string {
  return `key-${index}`;
}

function blockText({ value }: Keyframe): string {
  if (value === true) return 'on';
  if (value === false) return 'off';
  return value === '' ? '(empty)' : String(value);
}
