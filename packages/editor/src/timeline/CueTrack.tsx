import type { CueRecord } from '@epoch/graph-runtime/protocol';
import { X } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { cueWords } from '../productions/cue-words.ts';
import { cancelCue, changeCue } from '../store/actions.ts';
import { counted } from '../transport/format.ts';
import css from './CueTrack.module.css';
import { percentAt } from './time-scale.ts';

interface CueTrackProps {
  readonly cues: readonly CueRecord[];
  readonly lengthFrames: number;
  /** Where a cue stands that waits for the next frame. @unit frames */
  readonly nextFrame: number;
}

/** Pictures that were or will be injected, each at its frame. Held ones have no frame yet and wait in the queue. */
export function CueTrack({ cues, lengthFrames, nextFrame }: CueTrackProps) {
  const placed = cues.filter(({ state, frame }) => state !== 'held' || frame !== null);
  const held = cues.length - placed.length;
  return (
    <>
      {placed.length === 0 && <span className={css.held}>{counted(held, 'picture')} held in the queue</span>}
      {placed.map((cue) => (
        <CueMark key={cue.id} cue={cue} lengthFrames={lengthFrames} nextFrame={nextFrame} />
      ))}
    </>
  );
}

interface CueMarkProps extends Omit<CueTrackProps, 'cues'> {
  readonly cue: CueRecord;
}

interface Drag {
  readonly startX: number;
  readonly startFrame: number;
  readonly trackWidth: number;
}

/** One cue. While no frame has taken it, it is dragged to another frame, moved with the arrow keys, or taken back. */
function CueMark({ cue, lengthFrames, nextFrame }: CueMarkProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const drag = useRef<Drag | null>(null);
  const frame = dragged ?? cue.frame ?? nextFrame;
  const movable = cue.state !== 'done';

  const press = (event: PointerEvent<HTMLElement>) => {
    const track = event.currentTarget.closest('[data-track]');
    const onButton = event.target instanceof Element && event.target.closest('button') !== null;
    if (!movable || event.button !== 0 || track === null || onButton) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { startX: event.clientX, startFrame: frame, trackWidth: track.getBoundingClientRect().width };
  };
  const pull = (event: PointerEvent<HTMLElement>) => {
    if (drag.current === null || drag.current.trackWidth === 0) return;
    const { startX, startFrame, trackWidth } = drag.current;
    setDragged(Math.max(0, Math.round(startFrame + ((event.clientX - startX) / trackWidth) * lengthFrames)));
  };
  const release = async () => {
    drag.current = null;
    if (dragged !== null && dragged !== cue.frame) await changeCue(cue.id, { frame: dragged });
    setDragged(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!movable || (step === undefined && event.key !== 'Delete')) return;
    event.preventDefault();
    event.stopPropagation();
    if (step === undefined) void cancelCue(cue.id);
    else void changeCue(cue.id, { frame: Math.max(0, frame + step * (event.shiftKey ? 10 : 1)) });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be dragged along a lane
    <div
      className={css.cue}
      data-state={cue.state}
      data-testid={`cue-mark-${cue.id}`}
      role="group"
      tabIndex={movable ? 0 : undefined}
      aria-label={`Teleport ${cueWords(cue)}`}
      style={{ left: `${percentAt(frame, lengthFrames)}%` }}
      onPointerDown={press}
      onPointerMove={pull}
      onPointerUp={() => void release()}
      onKeyDown={onKeyDown}
    >
      <img src={cue.image} alt="" draggable={false} />
      <span>{dragged === null ? cueWords(cue) : `at ${dragged}`}</span>
      {movable && (
        <button type="button" aria-label="Take the teleport back" onClick={() => void cancelCue(cue.id)}>
          <X size={12} strokeWidth={1.7} />
        </button>
      )}
    </div>
  );
}
