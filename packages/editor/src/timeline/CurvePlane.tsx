import type { ReactNode } from 'react';
import css from './CurvePlane.module.css';
import { CURVE_HEIGHT, CURVE_WIDTH } from './curve-path.ts';

/** Class names of the paths that are not the curve itself. */
export const CURVE_PARTS = { arm: css.arm, pull: css.pull } as const;

/** Lies over a lane; its paths are drawn in the box of curve-path.ts and keep their width, however wide the lane is. */
export function CurvePlane({ children }: { readonly children: ReactNode }) {
  return (
    <svg className={css.plane} viewBox={`0 0 ${CURVE_WIDTH} ${CURVE_HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      {children}
    </svg>
  );
}
