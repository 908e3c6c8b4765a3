import { compareHealthFromNow } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { Section } from '../ui/Section.tsx';
import { HealthCure } from './HealthCure.tsx';
import css from './LoopHealth.module.css';
import { changeWords, figure, type HealthLine, MEASURES, sparklineOf, worstAlarm } from './loop-health.ts';
import { useLoopHealth } from './use-loop-health.ts';

const BOX = { width: 100, height: 22 };

/** How the film goes on: one trend for each measure, with the limits of a guard, and what is wrong. */
export function LoopHealth() {
  const lines = useLoopHealth();
  const frames = useEditor(({ run }) => run.health.recent);
  const [first, last] = [frames[0]?.frame ?? 0, frames.at(-1)?.frame ?? 0];
  if (lines.length === 0) return null;
  const worst = worstAlarm(lines);
  return (
    <Section
      title="Loop health"
      aside={
        <button
          type="button"
          className={css.since}
          data-testid="btn-health-since"
          title="Compares later frames with the film as it is now: another prompt is another film, and no illness."
          onClick={compareHealthFromNow}
        >
          Compare from now on
        </button>
      }
    >
      <div className={css.head}>
        <span>
          frames {first} to {last}
        </span>
        <span>now</span>
        <span title="Against 200 frames ago">200 fr</span>
      </div>
      <div className={css.lines} data-testid="loop-health">
        {lines.map((line) => (
          <Line key={line.measure} line={line} />
        ))}
      </div>
      {worst === null ? (
        <p className={css.calm}>All measures hold.</p>
      ) : (
        <p className={css.alarm} role="status">
          {worst.sentence} <HealthCure />
        </p>
      )}
    </Section>
  );
}

function Line({ line }: { readonly line: HealthLine }) {
  const { label, doc } = MEASURES[line.measure];
  const { path, band, early } = sparklineOf(line, BOX.width, BOX.height);
  const compared = line.early === null ? '' : ` Mean from frame ${line.since} on: ${figure(line.early)}.`;
  const limits = line.band === null ? '' : ` Limits: ${figure(line.band.least)} to ${figure(line.band.most)}.`;
  return (
    <div className={css.line} data-alarm={line.alarm !== null} title={`${doc}${compared}${limits}`}>
      <span>{label}</span>
      <svg viewBox={`0 0 ${BOX.width} ${BOX.height}`} preserveAspectRatio="none" aria-hidden>
        {band !== null && <rect x={0} y={band.top} width={BOX.width} height={Math.max(0, band.bottom - band.top)} />}
        {early !== null && <path className={css.early} d={`M0 ${early}H${BOX.width}`} />}
        <path className={css.trend} d={path} />
      </svg>
      <b>{figure(line.now)}</b>
      <i>{changeWords(line.changed)}</i>
    </div>
  );
}
