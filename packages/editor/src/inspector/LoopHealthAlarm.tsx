import type { ReactNode } from 'react';
import { HealthCure } from './HealthCure.tsx';
import css from './LoopHealth.module.css';
import { worstAlarm } from './loop-health.ts';
import { useLoopHealth } from './use-loop-health.ts';

/** For the last line of the page: the measure that drifts most, and what helps. While all hold: `otherwise`. */
export function LoopHealthAlarm({ otherwise = null }: { readonly otherwise?: ReactNode }) {
  const worst = worstAlarm(useLoopHealth());
  if (worst === null) return otherwise;
  return (
    <>
      <span className={css.words} title={worst.sentence} data-testid="health-alarm" role="status">
        {worst.sentence}
      </span>
      <HealthCure />
    </>
  );
}
