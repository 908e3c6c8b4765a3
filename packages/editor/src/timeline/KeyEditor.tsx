import { EASINGS, type Easing, type Keyframe } from '@epoch/graph-runtime/model';
import { Trash2 } from 'lucide-react';
import { changeKey, moveKey } from '../inspector/key-edits.ts';
import { ParamControl } from '../inspector/ParamControl.tsx';
import { removeKey, setParam } from '../store/actions.ts';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import css from './KeyEditor.module.css';
import type { ParamLane } from './lanes.ts';

const LAST_FRAME = 10_000_000;
export const MOST_FADE_FRAMES = 10_000;
export const EASING_WORDS: Readonly<Record<Easing, string>> = {
  hold: 'Hold, then jump',
  linear: 'Straight',
  smooth: 'Smooth',
  'ease-in': 'Slow start',
  'ease-out': 'Slow end',
  'ease-in-out': 'Slow start and end',
  sine: 'Sine',
  expo: 'Fast, then settling',
  back: 'Over the mark and back',
  elastic: 'Springing',
  bounce: 'Bouncing',
  bezier: 'Curve (Bezier)',
};

interface KeyEditorProps {
  readonly lane: ParamLane;
  readonly keyframe: Keyframe;
  readonly onMoved: (frame: number) => void;
  readonly onClose: () => void;
}

/** One key: its value, its frame, and the way to the next key. */
export function KeyEditor({ lane, keyframe, onMoved, onClose }: KeyEditorProps) {
  const { frame, value, easing } = keyframe;
  const change = (keys: ParamLane['keys'], gesture: string | null) => {
    setParam(lane.node, lane.param, { keys }, gesture);
  };
  return (
    <div className={css.editor}>
      <Field label={lane.label}>
        <ParamControl
          name={`key-${lane.param}`}
          label={lane.label}
          spec={lane.spec}
          value={value}
          disabled={false}
          inPopover
          onChange={(next, gesture) => change(changeKey(lane.keys, frame, { value: next }), gesture)}
        />
      </Field>
      <div className={css.row}>
        <Field label="Frame">
          <NumberField
            label="Frame"
            value={frame}
            min={0}
            max={LAST_FRAME}
            integer
            onChange={(next, gesture) => {
              change(moveKey(lane.keys, frame, next), gesture);
              onMoved(next);
            }}
          />
        </Field>
        {typeof value === 'number' && (
          <Field label="To the next key">
            <Choice
              label="To the next key"
              choices={EASINGS.map((name) => ({ value: name, label: EASING_WORDS[name] }))}
              value={easing}
              inside
              onChange={(name) => change(changeKey(lane.keys, frame, { easing: name }), null)}
            />
          </Field>
        )}
        {lane.kind === 'blocks' && (
          <Field label="Fades in over">
            <NumberField
              label="Fades in over"
              value={keyframe.fadeFrames ?? 0}
              min={0}
              max={MOST_FADE_FRAMES}
              integer
              unit="frames"
              zeroLabel="swaps"
              testId="key-fade"
              onChange={(next, gesture) => change(changeKey(lane.keys, frame, { fadeFrames: next }), gesture)}
            />
          </Field>
        )}
        <IconButton
          icon={Trash2}
          label="Remove this key"
          keys="delete"
          onClick={() => {
            onClose();
            removeKey(lane.node, lane.param, frame);
          }}
        />
      </div>
    </div>
  );
}
