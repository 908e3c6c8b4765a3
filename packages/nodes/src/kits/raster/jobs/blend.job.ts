import { BLEND_MODES, type BlendMode } from '../requests.ts';
import type { Workbench } from '../workbench.ts';
import { LINEAR_LIGHT, SRGB_CURVE } from './light.ts';
import { type PixelsAt, place } from './pixels-at.ts';

export interface BlendJob {
  readonly base: PixelsAt;
  readonly top: PixelsAt;
  readonly out: PixelsAt;
  readonly mode: BlendMode;
  /** 0..1. */
  readonly amount: number;
  readonly space: 'srgb' | 'linear';
}

export function runBlend(bench: Workbench, { base, top, out, mode, amount, space }: BlendJob): void {
  const code = BLEND_MODES.indexOf(mode);
  const tables = space === 'linear' ? [place(bench, LINEAR_LIGHT), place(bench, SRGB_CURVE)] : [0, 0];
  const call = [base.pointer, top.pointer, out.pointer, out.width, code, amount, ...tables] as const;
  bench.team.rows(out.height, [['blend', ...call]]);
}
