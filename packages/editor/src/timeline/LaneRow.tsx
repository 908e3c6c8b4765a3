import { valueAt } from '@epoch/graph-runtime/schedule';
import type { MouseEvent } from 'react';
import { keyFor } from '../inspector/key-edits.ts';
import { setKey, writeSchedule } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { frameInView } from '../store/selectors.ts';
import { CueTrack } from './CueTrack.tsx';
import { tellOfPast } from './edit-keys.ts';
import { LaneHead } from './LaneHead.tsx';
import css from './LaneRow.module.css';
import type { LaneSelection } from './lane-types.ts';
import type { Lane, ParamLane } from './lanes.ts';
import { ParamTrack } from './ParamTrack.tsx';
import { frameAt } from './time-scale.ts';

interface LaneRowProps extends LaneSelection {
  readonly lane: Lane;
  readonly lanes: readonly ParamLane[];
  readonly lengthFrames: number;
  readonly nextFrame: number;
}

/** One lane: its head and its track. */
export function LaneRow({ lane, lanes, lengthFrames, nextFrame, ...selection }: LaneRowProps) {
  const note = lane.kind === 'cues' ? null : noteOn(lane);
  return (
    <div
      className={css.lane}
      data-kind={lane.kind}
      data-type={typeOf(lane)}
      data-tall={note !== null || lane.kind === 'curve' || undefined}
      data-testid={`lane-${lane.id}`}
    >
      <LaneHead lane={lane} note={note?.words ?? null} onAdd={(to) => addKeyAt(to, null, selection)} />
      {lane.kind === 'cues' ? (
        <div className={css.track} data-track>
          <CueTrack cues={lane.cues} lengthFrames={lengthFrames} nextFrame={nextFrame} />
        </div>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the buttons of the head do the same by keyboard
        <div
          className={css.track}
          data-track={lane.id}
          data-wired={lane.wired || undefined}
          title={note?.tip}
          onDoubleClick={(event) =>
            lane.kind === 'schedule'
              ? writeSchedule(lane.node, lane.param)
              : addKeyAt(lane, frameUnder(event, lengthFrames), selection)
          }
        >
          <ParamTrack lane={lane} lanes={lanes} lengthFrames={lengthFrames} {...selection} />
        </div>
      )}
    </div>
  );
}

/** Why this lane is not as others are: in short under its name, and what to do on its track. */
function noteOn({ kind, wired }: ParamLane): { readonly words: string; readonly tip: string } | null {
  if (wired) {
    const kept = kind === 'schedule' ? 'The schedule is kept and acts' : 'The keys are kept and act';
    return { words: 'driven by a wire', tip: `A wire drives this value. ${kept} when the wire goes.` };
  }
  if (kind !== 'schedule') return null;
  return {
    words: 'by a schedule',
    tip: 'A written schedule makes this lane, so it has no keys to drag. Double click to write on it in the inspector.',
  };
}

/** Adds a key with the value the param has there; null takes the frame in view. */
function addKeyAt(lane: ParamLane, frame: number | null, { onSelect }: LaneSelection): void {
  const at = frame ?? frameInView(editor.getState());
  if (lane.keys.some((key) => key.frame === at)) return;
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
