import { useEditor } from '../store/editor-store.ts';
import { Section } from '../ui/Section.tsx';
import css from './NodeTimings.module.css';
import { medianOf, sparkline, timingsOf } from './timing-history.ts';

/** What the node costs a frame, and the numbers and words it puts out. */
export function NodeTimings({ node }: { readonly node: string }) {
  const report = useEditor(({ run }) => run.reports[node]);
  if (report === undefined) return null;
  const times = timingsOf(node);
  const median = medianOf(times);
  const outputs = Object.entries(report.values);
  return (
    <Section title="Last frames" aside={<span className={css.now}>{nowWords(report.durationMs)}</span>}>
      {times.length > 1 && (
        <div className={css.card}>
          <svg viewBox="0 0 100 22" preserveAspectRatio="none" aria-hidden>
            <path d={sparkline(times)} />
          </svg>
          <dl>
            <dt>median</dt>
            <dd>{msText(median)}</dd>
            <dt>slowest</dt>
            <dd>{msText(Math.max(...times))}</dd>
          </dl>
        </div>
      )}
      {outputs.length > 0 && (
        <dl className={css.values}>
          {outputs.map(([port, value]) => (
            <div key={port}>
              <dt>{port}</dt>
              <dd title={String(value)}>{typeof value === 'number' ? Number(value.toFixed(4)) : String(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}

/** null: nothing that goes into the node changed, so its last result was used again. */
function nowWords(durationMs: number | null): string {
  return durationMs === null ? '= nothing changed' : msText(durationMs);
}

function msText(ms: number | null): string {
  if (ms === null) return '–';
  return `${ms >= 10 ? ms.toFixed(0) : ms.toFixed(1)} ms`;
}
