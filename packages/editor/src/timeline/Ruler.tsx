import type { ScheduleFilm } from '@epoch/graph-runtime/schedule';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { setPlayhead } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import css from './Ruler.module.css';
import { frameAt, percentAt, ticks } from './time-scale.ts';
import { framesPer, type TimeUnit, timeText } from './time-units.ts';

interface RulerProps {
  readonly lengthFrames: number;
  readonly unit: TimeUnit;
  readonly film: ScheduleFilm;
}

/** Numbers over the lanes. Pressing or dragging puts the playhead there; a double click lets it follow the film again. */
export function Ruler({ lengthFrames, unit, film }: RulerProps) {
  const { ref, width } = useElementSize();
  const playhead = useEditor(({ view }) => view.playhead);
  const held = useRef(false);

  const scrub = (event: PointerEvent<HTMLElement>) => {
    const { left, width: trackWidth } = event.currentTarget.getBoundingClientRect();
    setPlayhead(frameAt(event.clientX - left, trackWidth, lengthFrames));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Escape') setPlayhead(null);
    if (step !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      setPlayhead(Math.max(0, (playhead ?? 0) + step * (event.shiftKey ? 10 : 1)));
    }
  };

  return (
    <div
      ref={ref}
      className={css.ruler}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={lengthFrames}
      aria-valuenow={playhead ?? 0}
      data-testid="timeline-ruler"
      title="Drag to look at a frame, double click to follow the film"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        held.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        scrub(event);
      }}
      onPointerMove={(event) => held.current && scrub(event)}
      onPointerUp={() => {
        held.current = false;
      }}
      onDoubleClick={() => setPlayhead(null)}
    >
      {ticks(lengthFrames, width, framesPer(unit, film)).map((frame) => (
        <span key={frame} style={{ left: `${percentAt(frame, lengthFrames)}%` }}>
          {timeText(frame, unit, film)}
        </span>
      ))}
    </div>
  );
}
