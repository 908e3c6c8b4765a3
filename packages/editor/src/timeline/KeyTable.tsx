import { EASINGS, type Keyframe } from '@epoch/graph-runtime/model';
import { X } from 'lucide-react';
import { changeKey, moveKey } from '../inspector/key-edits.ts';
import { ParamControl } from '../inspector/ParamControl.tsx';
import { Choice } from '../ui/Choice.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { storeKeys, tellOfPast } from './edit-keys.ts';
import { EASING_WORDS, MOST_FADE_FRAMES } from './KeyEditor.tsx';
import css from './KeyTable.module.css';
import { withoutKeys } from './key-sets.ts';
import type { LaneSelection } from './lane-types.ts';
import type { ParamLane } from './lanes.ts';

/** More rows than anybody reads would only cost time. */
const MOST_ROWS = 300;
const LAST_FRAME = 10_000_000;

interface KeyTableProps extends LaneSelection {
  readonly lanes: readonly ParamLane[];
}

/** All keys as rows: where, when, what and how. Every cell can be changed. */
export function KeyTable({ lanes, onSelect }: KeyTableProps) {
  const rows = lanes.flatMap((lane) => lane.keys.map((key) => ({ lane, key })));
  const written = lanes.filter(({ kind }) => kind === 'schedule');
  return (
    <div className={css.frame} data-testid="key-table">
      <table className={css.table}>
        <thead>
          <tr>
            <th>Value of</th>
            <th>Frame</th>
            <th>Value</th>
            <th>To the next key</th>
            <th aria-label="Remove" />
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map(({ lane, key }, index) => (
            <tr
              // A row whose frame is being changed must stay the same row.
              key={rowId(lane, index)}
              onFocus={() => onSelect({ keys: [{ lane: lane.id, frame: key.frame }], open: false })}
            >
              <Cells lane={lane} keyframe={key} />
            </tr>
          ))}
        </tbody>
      </table>
      {written.length > 0 && (
        <p>Without keys, because a written schedule makes them: {written.map(({ label }) => label).join('; ')}.</p>
      )}
      {rows.length > MOST_ROWS && (
        <p>
          Only the first {MOST_ROWS} of {rows.length} keys are listed.
        </p>
      )}
    </div>
  );
}

function Cells({ lane, keyframe }: { readonly lane: ParamLane; readonly keyframe: Keyframe }) {
  const { frame, value, easing, fadeFrames } = keyframe;
  const change = (keys: readonly Keyframe[], gesture?: string) => {
    storeKeys([{ lane, keys }], gesture);
    tellOfPast(frame);
  };
  return (
    <>
      <td>{lane.label}</td>
      <td>
        <NumberField
          label={`Frame of ${lane.label}`}
          value={frame}
          min={0}
          max={LAST_FRAME}
          integer
          onChange={(next, gesture) => change(moveKey(lane.keys, frame, next), gesture)}
        />
      </td>
      <td>
        <ParamControl
          name={`${lane.param}-${frame}`}
          label={`${lane.label} at frame ${frame}`}
          spec={plain(lane)}
          value={value}
          disabled={false}
          onChange={(next, gesture) => change(changeKey(lane.keys, frame, { value: next }), gesture)}
        />
      </td>
      <td>
        {lane.kind === 'curve' && (
          <Choice
            label="To the next key"
            choices={EASINGS.map((name) => ({ value: name, label: EASING_WORDS[name] }))}
            value={easing}
            onChange={(name) => change(changeKey(lane.keys, frame, { easing: name }))}
          />
        )}
        {lane.kind === 'blocks' && (
          <NumberField
            label="Fades in over"
            value={fadeFrames ?? 0}
            min={0}
            max={MOST_FADE_FRAMES}
            integer
            unit="frames of fade"
            zeroLabel="swaps"
            onChange={(next, gesture) => change(changeKey(lane.keys, frame, { fadeFrames: next }), gesture)}
          />
        )}
      </td>
      <td>
        <button
          type="button"
          title="Remove this key"
          onClick={() => storeKeys(withoutKeys([lane], [{ lane: lane.id, frame }]))}
        >
          <X size={12} strokeWidth={1.7} />
        </button>
      </td>
    </>
  );
}

/** A prompt takes one line here. */
function plain({ spec }: ParamLane): ParamLane['spec'] {
  return spec.kind === 'text' ? { ...spec, widget: 'line' } : spec;
}

function rowId({ id }: ParamLane, index: number): string {
  return `${id}-${index}`;
}
