import { expect, test } from 'vitest';
import { loopGraph } from '../testing/fake-kit.ts';
import type { CueRow } from './journal-cues.ts';
import { cuesOfTake } from './take-cues.ts';

const cue = (state: CueRow['state'], frame: number | null, node = 'painter'): CueRow => ({
  ...{ id: `${state}-${frame}`, node, frame, dissolveFrames: 3, fit: 'contain', key: 'Q' },
  ...{ image: `${state}-${frame}.png`, state, order: 1 },
});

function planned(cues: readonly CueRow[], repeatTeleports = false) {
  const rows = cuesOfTake(cues, { frame: 40, graph: loopGraph(), repeatTeleports });
  expect(new Set([...rows, ...cues].map(({ id }) => id)).size).toBe(rows.length + cues.length);
  return rows.map(({ id: _, ...row }) => row);
}

const asCopied = ({ id: _, ...row }: CueRow, state: CueRow['state']) => ({ ...row, state });

test('[TK11] what is planned for frames of the take stays planned, with all that it has', () => {
  const cues = [cue('armed', 40), cue('armed', 90)];
  expect(planned(cues)).toEqual(cues.map((row) => asCopied(row, 'armed')));
});

test('[TK11] what is held, waits for the next frame of the parent, or for one before the take, is held', () => {
  const cues = [cue('held', null), cue('held', 12), cue('held', 70), cue('armed', null), cue('armed', 39)];
  expect(planned(cues)).toEqual(cues.map((row) => asCopied(row, 'held')));
});

test('[TK11] what frames have taken, and what goes to boxes the graph lacks, stays behind', () => {
  expect(
    planned([cue('done', 39), cue('done', 40), cue('armed', 50, 'removed'), cue('held', null, 'removed')]),
  ).toEqual([]);
});

test('[TK12] when asked, what frames from there on have taken is planned for them again', () => {
  const cues = [cue('done', 39), cue('done', 40), cue('done', 55), cue('done', 60, 'removed')];
  expect(planned(cues, true)).toEqual(cues.slice(1, 3).map((row) => asCopied(row, 'armed')));
});
