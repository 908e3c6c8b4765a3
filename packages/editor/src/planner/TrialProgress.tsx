import { useEffect, useState } from 'react';
import { cssVars } from '../ui/css-vars.ts';
import css from './PlannerDialog.module.css';

/** @unit ms */
const TICK_MS = 250;

/** How far a trial is: it takes the time it was given, then the frame that is being drawn is finished. */
export function TrialProgress({ seconds }: { readonly seconds: number }) {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const since = performance.now();
    const timer = setInterval(() => setPassed((performance.now() - since) / 1000), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const share = Math.min(1, passed / seconds);
  const words = share < 1 ? `${Math.floor(passed)} of ${seconds} s` : 'Finishing the last frame';
  return (
    <div className={css.progress} style={cssVars({ '--share': share })} data-testid="trial-progress">
      <i
        role="progressbar"
        aria-label="Trial"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      />
      <span>{words}</span>
    </div>
  );
}
