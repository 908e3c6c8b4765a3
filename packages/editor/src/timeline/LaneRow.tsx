import { valueAt } from '@epoch/graph-runtime/schedule';
import { Plus } from 'lucide-react';
import type { MouseEvent } from 'react';
import { keyFor } from '../inspector/key-edits.ts';
import { select, setKey } from '../store/actions.ts';
import { editor, useEditor } from '../store/editor-store.ts';
import { frameInView } from '../store/selectors.ts';
import { CueTrack } from './CueTrack.tsx';
import { tellOfPast } from './edit-keys.ts';
import css from './LaneRow.module.css';
import type { LaneSelection } from './lane-types.ts';
import type { Lane, ParamLane } from './lanes.ts';
import { ParamTrack } from './ParamTrack.tsx';
import { frameAt } from './time-scale.ts';
import { shownValue } from './value-words.ts';

interface LaneRowProps extends LaneSelection {
  readonly lane: Lane;
  readonly lanes: readonly ParamLane[];
  readonly lengthFrames: number;
  readonly nextFrame: number;
}

/** One lane: its name, which selects the node, its value at the playhead, and its track. */
export function LaneRow({ lane, lanes, lengthFrames, nextFrame, ...selection }: LaneRowProps) {
  const kind = lane.kind === 'schedule' && typeOf(lane) !== 'text' ? 'curve' : lane.kind;
  return (
    <div className={css.lane} data-kind={kind} data-type={typeOf(lane)} data-testid={`lane-${lane.id}`}>
      <div className={css.label}>
        <button type="button" className={css.name} title={`Select ${lane.label}`} onClick={() => select([lane.node])}>
          {lane.label}
        </button>
        {lane.kind !== 'cues' && <ValueHere lane={lane} />}
        {lane.kind !== 'cues' && lane.kind !== 'schedule' && (
          <button
            type="button"
            className={css.add}
            title="Add a key at the playhead"
            onClick={() => addKeyAt(lane, null, selection)}
          >
            <Plus size={12} strokeWidth={1.7} />
          </button>
        )}
      </div>
      {lane.kind === 'cues' ? (
        <div className={css.track} data-track>
          <CueTrack cues={lane.cues} lengthFrames={lengthFrames} nextFrame={nextFrame} />
        </div>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the button before it adds keys by keyboard
        <div
          className={css.track}
          data-track={lane.id}
          data-wired={lane.wired || undefined}
          title={lane.wired ? 'A wire drives this value. The keys are kept and act when the wire goes.' : undefined}
          onDoubleClick={(event) => addKeyAt(lane, frameUnder(event, lengthFrames), selection)}
        >
          <ParamTrack lane={lane} lanes={lanes} lengthFrames={lengthFrames} {...selection} />
        </div>
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

/** Adds a key with the value the param has there; null takes the frame in view. */
function addKeyAt(lane: ParamLane, frame: number | null, { onSelect }: LaneSelection): void {
  const at = frame ?? frameInView(editor.getState());
  if (lane.kind === 'schedule' || lane.keys.some((key) => key.frame === at)) return;
  setKey(lane.node, lane.param, keyFor(at, valueAt(lane.input, lane.spec, at, lane.film)));
  onSelect({ keys: [{ lane: lane.id, frame: at }], open: false });
  tellOfPast(at);
}

function frameUnder(event: MouseEvent<HTMLElement>, lengthFrames: number): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return frameAt(event.clientX - left, width, lengthFrames);
}

function typeOf(lane: Lane): string {
  if (lane.kind === 'cues') return 'raster';
  const { kind } = lane.spec;
  return kind === 'choice' || kind === 'colour' || kind === 'asset' ? 'text' : kind;
}
