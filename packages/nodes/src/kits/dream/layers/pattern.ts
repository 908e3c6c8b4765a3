import { cosSin } from '@epoch/graph-runtime/exact-math';
import type { KernelCall } from '../../raster/team.ts';
import type { Plane } from '../planes.ts';
import { latticeOver, levelAt, type Stage } from '../stage.ts';
import { seedOf } from '../view.ts';

/** One octave of flat noise that is stored in a plane or added to it. */
export interface Pattern {
  readonly plane: Plane;
  readonly level: number;
  /** Local index of the octave. */
  readonly octave: number;
  /** Hash salt: patterns with different ones are unrelated. */
  readonly field: number;
  readonly amplitude: number;
  /** Cells per cell along the two axes of the world: above 1 the pattern gets finer that way. */
  readonly stretchU?: number;
  readonly stretchV?: number;
  readonly ridged?: boolean;
  readonly add?: boolean;
  /** Gradients turn by this much a frame, so that the pattern lives. @unit radians */
  readonly turnPerFrameRad?: number;
}

/** The kernel call for a pattern; run it over all rows of its level. */
export function patternCall(stage: Stage, pattern: Pattern): KernelCall {
  const { width, stride } = levelAt(stage.levels, pattern.level);
  const at = latticeOver(stage, pattern.level, pattern.octave, pattern.stretchU, pattern.stretchV);
  const seed = seedOf(stage.view, pattern.field, pattern.octave);
  const turn = stage.view.timeFrames * (pattern.turnPerFrameRad ?? 0) + (seed & 4095) / 600;
  const lattice = [at.baseU, at.baseV, at.u, at.v, at.uPerColumn, at.vPerColumn, at.uPerRow, at.vPerRow, seed];
  const shape = [...cosSin(turn), pattern.amplitude, pattern.ridged === true ? 1 : 0, 0, 0, 0];
  return ['noiseOctave', pattern.plane, width, stride, pattern.add === true ? 1 : 0, ...lattice, ...shape];
}
