import type { ParamSpec, ScheduledInput } from '@epoch/graph-runtime/model';
import type { ScheduleFilm } from '@epoch/graph-runtime/schedule';
import { useMemo } from 'react';
import { useEditor } from '../store/editor-store.ts';
import { frameInView } from '../store/selectors.ts';
import { shownValue } from '../timeline/value-words.ts';
import { cssVars } from '../ui/css-vars.ts';
import css from './ScheduleShape.module.css';
import { SHAPE, shapeOf } from './schedule-shape.ts';

interface ScheduleShapeProps {
  readonly input: ScheduledInput;
  readonly spec: ParamSpec;
  readonly film: ScheduleFilm;
}

/** What a schedule of numbers makes of the film, with the frame in view. Texts have no shape. */
export function ScheduleShape({ input, spec, film }: ScheduleShapeProps) {
  const shape = useMemo(() => shapeOf(input, spec, film), [input, spec, film]);
  const frame = useEditor(frameInView);
  if (shape === null) return null;
  return (
    <div className={css.shape} style={cssVars({ '--at': Math.min(1, frame / shape.length) })}>
      <svg viewBox={`0 0 ${SHAPE.width} ${SHAPE.height}`} preserveAspectRatio="none" aria-hidden>
        <path d={shape.path} />
      </svg>
      <i />
      <span>
        {shownValue(shape.low, spec)} to {shownValue(shape.high, spec)}
      </span>
    </div>
  );
}
