import type { Trial } from '@epoch/graph-runtime/model';
import { cssVars } from '../ui/css-vars.ts';
import css from './PlannerDialog.module.css';
import { perFrame, shareOf } from './plan-words.ts';

/** Nodes that are listed; the others take next to nothing. */
const NODES_SHOWN = 4;

/** What was measured: the time of a frame, and which nodes take it. */
export function TrialReport({ trial }: { readonly trial: Trial }) {
  const { frames, secondsPerFrame, slowest, nodes, engine, width, height, steps, drawnShare } = trial;
  return (
    <div className={css.report} data-testid="trial-report">
      <p className={css.big}>
        <b>{perFrame(secondsPerFrame)}</b> for a frame
        <span>
          {width} x {height}
          {steps === null ? '' : `, ${steps} steps`}; {frames} frames tried
          {drawnShare === 1 ? '' : `, ${Math.round(100 * drawnShare)} % drawn`}, the slowest {perFrame(slowest)}
        </span>
      </p>
      <ul>
        {nodes.slice(0, NODES_SHOWN).map(({ node, title, medianMs }) => (
          <li
            key={node}
            style={cssVars({ '--share': shareOf(trial, medianMs) })}
            data-engine={node === engine || undefined}
          >
            <span>{title}</span>
            <i aria-hidden />
            <b>{perFrame(medianMs / 1000)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
