import type { ScheduleFilm } from '@epoch/graph-runtime/schedule';
import { useElementSize } from '@mantine/hooks';
import { setPlayhead } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { frameInView } from '../store/selectors.ts';
import { FrameSlider } from '../ui/FrameSlider.tsx';
import { PlayheadFlag } from './Playhead.tsx';
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
  const frame = useEditor(frameInView);
  return (
    <FrameSlider
      ref={ref}
      className={css.ruler}
      label="Playhead"
      testId="timeline-ruler"
      title="Drag to look at a frame, double click to follow the film"
      frameAt={(x, strip) => frameAt(x, strip, lengthFrames)}
      frame={frame}
      lastFrame={lengthFrames}
      onFrame={setPlayhead}
      onEscape={() => setPlayhead(null)}
      onDoubleClick={() => setPlayhead(null)}
    >
      {ticks(lengthFrames, width, framesPer(unit, film)).map((at) => (
        <span key={at} style={{ left: `${percentAt(at, lengthFrames)}%` }}>
          {timeText(at, unit, film)}
        </span>
      ))}
      <PlayheadFlag lengthFrames={lengthFrames} />
    </FrameSlider>
  );
}
