import { clamp, smoothstep } from '../dmath.ts';
import { runRows } from '../rows.ts';
import { latticeOver, levelAt, type Stage } from '../stage.ts';
import { depthOf, PAN_PERIOD, seedOf } from '../view.ts';

const FACET_FIELD = 840;

/** Paints crystal (or, for softer scenes, cells): facets at two or three sizes that grow and give way as the camera nears. */
export function drawCrystals(stage: Stage): void {
  const { width, stride } = levelAt(stage.levels, 0);
  const amount = clamp(stage.amount('crystal') + 0.45 * stage.amount('ice'), 0, 1.2);
  const opacity = stage.amount('ice') > 0.3 ? 0.8 : 0.98;
  const round = stage.amount('crystal') > 0 ? 1 - smoothstep(0.5, 0.8, stage.amount('crystal')) : 0;
  const weights = [0, 1, 2, 3].map((i) => {
    const depth = depthOf(stage.view, i);
    return smoothstep(0.2, 1, depth) * smoothstep(3, 2, depth) * Math.min(1, 2 * amount);
  });
  for (let i = 1; i <= 3; i++) {
    const weight = weights[i] ?? 0;
    const hidden = (weights[i + 1] ?? 0) > 0.88;
    if (weight < 0.02 || hidden) continue;
    const at = latticeOver(stage, 0, i);
    const table = stage.table('facets', 13);
    const words = new Int32Array(table.data.buffer, table.pointer, table.data.length);
    table.data.set([at.u, at.v, at.uPerColumn, at.vPerColumn, at.uPerRow, at.vPerRow]);
    words.set([at.baseU, at.baseV, seedOf(stage.view, FACET_FIELD, i) | 0], 6);
    table.data.set([weight, opacity, round], 9);
    words[12] = PAN_PERIOD - 1;
    const [red, green, blue] = stage.planes.rgb;
    runRows(stage.team, stage.height, [
      // biome-ignore format: one line reads as the call it is
      ['facets', red, green, blue, stage.planes.mask[0] ?? 0, stride, width, stage.palette.pointer, table.pointer],
    ]);
  }
}
