import { useEditor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';
import css from './Counters.module.css';
import { clock, frameDigits, speed } from './format.ts';
import { isLive } from './transport-state.ts';

/** How far, how fast, how long still. Every number has its own room, so that nothing moves beside it. */
export function Counters() {
  const production = useEditor(currentProduction);
  const connected = useEditor(({ run }) => run.connection !== 'lost');
  if (production === null) return null;
  const { framesDone, framesTotal, framesPerSecond, secondsLeft } = production;
  const live = isLive(production) && connected;
  return (
    <div className={css.counters}>
      <span className={css.meter} title="Frames that are done and safe">
        <b className={css.big} data-testid="frame-counter">
          {frameDigits(framesDone)}
        </b>
        <span className={css.unit}>/ {framesTotal ?? '∞'}</span>
      </span>
      {live && (
        <>
          <span className={css.meter} title="Frames per second of the last seconds">
            <span className={css.fps}>{framesPerSecond === null ? '–' : speed(framesPerSecond)}</span>
            <span className={css.word}>fps</span>
          </span>
          {secondsLeft !== null && (
            <span className={css.meter} title="Time until the last frame at this speed">
              <span className={css.left}>{clock(secondsLeft)}</span>
              <span className={css.word}>left</span>
            </span>
          )}
        </>
      )}
    </div>
  );
}
