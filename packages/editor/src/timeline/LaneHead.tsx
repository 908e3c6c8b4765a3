import { isScheduled } from '@epoch/graph-runtime/model';
import { valueAt } from '@epoch/graph-runtime/schedule';
import { Diamond, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { scheduleAsKeys } from '../inspector/schedule-convert.ts';
import { select, setParam } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { frameInView } from '../store/selectors.ts';
import css from './LaneHead.module.css';
import type { Lane, ParamLane } from './lanes.ts';
import { shownValue } from './value-words.ts';

interface LaneHeadProps {
  readonly lane: Lane;
  /** Stands under the name; null where there is nothing to say. */
  readonly note: string | null;
  readonly onAdd: (lane: ParamLane) => void;
}

const ICON = { size: 12, strokeWidth: 1.7 };

/** The head of a lane: its name, which selects the node, its value at the playhead, and one thing to do. */
export function LaneHead({ lane, note, onAdd }: LaneHeadProps) {
  return (
    <div className={css.head}>
      <button type="button" className={css.name} title={`Select ${lane.label}`} onClick={() => select([lane.node])}>
        <span>{lane.label}</span>
        {note !== null && <small>{note}</small>}
      </button>
      {lane.kind !== 'cues' && (
        <>
          <ValueHere lane={lane} />
          {lane.kind === 'schedule' ? (
            <TurnIntoKeys lane={lane} />
          ) : (
            <button type="button" className={css.act} title="Add a key at the playhead" onClick={() => onAdd(lane)}>
              <Plus {...ICON} />
            </button>
          )}
        </>
      )}
    </div>
  );
}

/** What the param is at the frame in view. A text is read on its block. */
function ValueHere({ lane }: { readonly lane: ParamLane }) {
  const frame = useEditor(frameInView);
  const value = valueAt(lane.input, lane.spec, frame, lane.film);
  if (typeof value === 'string') return null;
  return (
    <output className={css.value} data-testid={`lane-value-${lane.id}`} title={`At frame ${frame}`}>
      {shownValue(value, lane.spec)}
    </output>
  );
}

/** A schedule that is nothing but keys becomes keys, with the same value on every frame. Others cannot. */
function TurnIntoKeys({ lane }: { readonly lane: ParamLane }) {
  const { input, spec, film } = lane;
  const keys = useMemo(() => (isScheduled(input) ? scheduleAsKeys(input, spec, film) : null), [input, spec, film]);
  if (keys === null) return <span className={css.act} />;
  return (
    <button
      type="button"
      className={css.act}
      title="Turn into keys that can be dragged"
      aria-label={`Turn ${lane.label} into keys`}
      data-testid={`lane-keys-${lane.id}`}
      onClick={() => setParam(lane.node, lane.param, { keys })}
    >
      <Diamond {...ICON} />
    </button>
  );
}
