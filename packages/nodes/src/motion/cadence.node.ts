import { port } from '@epoch/graph-runtime/model';
import { defineNode, remembers } from '../define-node.ts';
import type { FilmClock } from '../kits/clock/film-clock.ts';
import { cadenceFor } from '../kits/tween/cadence-for.ts';
import { cadenceParams } from './cadence-params.ts';

/** The last frame that was drawn, and how many frames it lasts. @unit frames */
interface Drawn {
  readonly frame: number;
  readonly lasts: number;
}

/**
 * Lets the engine draw only some frames. In between it is told denoise 0, at which every image engine hands its picture on
 * untouched and asks no server; so the loop only moves the picture along the camera, which takes no time.
 *
 * Fixed, the frame number alone decides. Holding a rate, each drawn frame decides how many are left out after it, by the
 * usual time of drawn and of moved frames; the production writes that down before the frame is drawn. So a replay, a
 * resume and a take agree in both.
 */
export const node = defineNode({
  type: 'Cadence',
  version: 1,
  title: 'Cadence',
  category: 'motion',
  icon: 'M5 6v12M9.5 10v4M14 10v4M19 6v12',
  doc: 'Lets the engine draw only every few frames. Tween fills in the others.',
  inputs: {},
  outputs: {
    denoise: port.number({ doc: 'For the engine: the denoise at drawn frames, 0 in between.' }),
    cadence: port.integer({ doc: 'For Tween: every how many frames the engine draws, at the least.' }),
    redraw: port.boolean({ doc: 'True at the frames that the engine draws.' }),
  },
  params: cadenceParams,
  varies: 'frame',
  memory: remembers<Drawn>(),
  evaluate({ node, params, frame, memory, services: { clock }, remark }) {
    const { index } = frame;
    const { mode, cadence, denoise, least, most } = params;
    if (mode === 'fixed') {
      remark('');
      const redraw = index % cadence === 0;
      const last = { frame: index - (index % cadence), lasts: cadence };
      return { outputs: { denoise: redraw ? denoise : 0, cadence, redraw }, memory: last };
    }
    const farthest = Math.max(least, most);
    const redraw = memory === undefined || index - memory.frame >= Math.min(memory.lasts, farthest);
    clock.begins(node, index, redraw ? 'drawn' : 'moved');
    const rate = params.rate === 0 ? frame.fps : params.rate;
    const place = { node, index, rate, least, most, now: memory?.lasts ?? least };
    const last = redraw ? { frame: index, lasts: decideHere(clock, place, remark) } : memory;
    return { outputs: { denoise: redraw ? denoise : 0, cadence: farthest, redraw }, memory: last };
  },
});

interface Place {
  readonly node: string;
  readonly index: number;
  readonly rate: number;
  readonly now: number;
  readonly least: number;
  readonly most: number;
}

/** What was written down may be of a try before the limits were changed. */
function decideHere(clock: FilmClock, { node, index, ...facts }: Place, remark: (words: string) => void): number {
  let needed: number | null = null;
  const written = clock.decide(node, index, (usual) => {
    const chosen = cadenceFor({ ...facts, drawnMs: usual('drawn'), movedMs: usual('moved') });
    needed = chosen.needed;
    return chosen.cadence;
  });
  const lasts = Math.max(facts.least, Math.min(facts.most, written));
  remark(wordsOf(lasts, needed, facts));
  return lasts;
}

function wordsOf(lasts: number, needed: number | null, { rate, least, most }: Omit<Place, 'node' | 'index'>): string {
  const drawn = `draws 1 frame of ${lasts}`;
  if (most < least) return `${drawn}; "Most apart" is below "Least apart"`;
  if (needed === null || needed <= most) return drawn;
  const wanted = `${Number(rate.toFixed(1))} a second`;
  return `${drawn}; ${wanted} ${Number.isFinite(needed) ? `would take 1 of ${needed}` : 'cannot be reached'}`;
}
