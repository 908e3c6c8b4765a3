import { useEffect, useState } from 'react';
import { onPreview, watchPreview } from '../previews/preview-registry.ts';
import { useEditor } from '../store/editor-store.ts';
import { Section } from '../ui/Section.tsx';
import { forgetHealth, healthOf, takeHealth } from './health-history.ts';
import css from './LoopHealth.module.css';
import { type HealthSample, type HealthVerdict, healthPath, verdictOf } from './loop-health.ts';

const WATCHED_PX = 192;
const WORDS: Readonly<Record<HealthVerdict, string>> = {
  measuring: 'measuring',
  stable: 'stable',
  blurring: 'it blurs: raise denoise or lower the zoom',
  sharpening: 'it grows harsh: lower denoise or CFG',
  fading: 'its colours fade: raise CFG or denoise',
  oversaturating: 'its colours burn: lower CFG',
};

/** Whether a feedback loop holds: sharpness, colour and change of its pictures against their own beginning. */
export function LoopHealth({ node }: { readonly node: string }) {
  const production = useEditor(({ run }) => run.currentId);
  const [, setTaken] = useState(0);
  useEffect(() => {
    if (production === null) return;
    const unwatch = watchPreview(node, WATCHED_PX);
    const unlisten = onPreview(node, () => {
      if (takeHealth(production, node, performance.now())) setTaken((taken) => taken + 1);
    });
    return () => {
      unlisten();
      unwatch();
    };
  }, [production, node]);

  const samples = production === null ? [] : healthOf(production, node);
  const first = samples[0];
  if (production === null || first === undefined) return null;
  const verdict = verdictOf(samples);
  return (
    <Section
      title="Loop health"
      aside={
        <button
          type="button"
          className={css.verdict}
          data-verdict={verdict}
          title={`Compared with frame ${first.frame}. Click to compare from here on.`}
          onClick={() => {
            forgetHealth(production, node);
            setTaken((taken) => taken + 1);
          }}
        >
          {WORDS[verdict]}
        </button>
      }
    >
      <div className={css.cards} title={`Against frame ${first.frame}: 1 is unchanged`}>
        <Card label="sharpness" samples={samples} read={({ sharpness }) => sharpness} />
        <Card label="colour" samples={samples} read={({ colour }) => colour} />
        <Card label="change" samples={samples} read={({ change }) => change} />
      </div>
    </Section>
  );
}

interface CardProps {
  readonly label: string;
  readonly samples: readonly HealthSample[];
  readonly read: (sample: HealthSample) => number;
}

function Card({ label, samples, read }: CardProps) {
  const values = samples.map(read);
  return (
    <div className={css.card}>
      <span>{label}</span>
      <svg viewBox="0 0 100 22" preserveAspectRatio="none" aria-hidden>
        <path d={healthPath(values)} />
      </svg>
      <b>{(values.at(-1) ?? 1).toFixed(2)}</b>
    </div>
  );
}
