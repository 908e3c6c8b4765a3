import { BLEND_MODES, type BlendMode } from '../requests.ts';
import type { Workbench } from '../workbench.ts';
import type { PixelsAt } from './pixels-at.ts';

export interface BlendJob {
  readonly base: PixelsAt;
  readonly top: PixelsAt;
  readonly out: PixelsAt;
  readonly mode: BlendMode;
  /** 0..1. */
  readonly amount: number;
}

export function runBlend(bench: Workbench, { base, top, out, mode, amount }: BlendJob): void {
  const code = BLEND_MODES.indexOf(mode);
  bench.team.rows(out.height, [['blend', base.pointer, top.pointer, out.pointer, out.width, code, amount]]);
}
