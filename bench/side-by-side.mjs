// Contenders take turns within each round, so that all meet the same load, and medians are compared. A goal is a number
// that the measured one must not exceed (or must reach); the table says both.

import { availableParallelism, loadavg } from 'node:os';

/** The head of a table. On a busy machine ratios hold better than times, and two threads are no faster than one. */
export function tellWhere(what, rounds, pillow) {
  const [load] = loadavg();
  console.log(`${what}, medians of ${rounds} interleaved rounds${pillow ? `, Pillow ${pillow.version}` : ''}`);
  console.log(`${availableParallelism()} cores, ${load.toFixed(1)} jobs on them at the start\n`);
}

/** Runs each contender once a round. @returns medians of milliseconds, and the last result of each, by name */
export async function race(contenders, { rounds = 15, warmUp = 3, after = () => {} } = {}) {
  const names = Object.keys(contenders);
  const times = new Map(names.map((name) => [name, []]));
  const results = new Map();
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      const start = performance.now();
      const result = await contenders[name]();
      const tookMs = typeof result?.ms === 'number' ? result.ms : performance.now() - start;
      after();
      results.set(name, result);
      if (round >= 0) times.get(name).push(tookMs);
    }
  }
  return { ms: Object.fromEntries([...times].map(([name, list]) => [name, median(list)])), results };
}

export function median(list) {
  return [...list].sort((a, b) => a - b)[list.length >> 1];
}

/** Prints one row: what, measured, and the goal it is held against. `least`: the goal is a floor, not a ceiling. */
export function tell(what, measured, unit, goal, { least = false, note = '' } = {}) {
  const digits = Math.abs(measured) < 1 ? 4 : 2;
  const mark = goal === undefined ? '' : (least ? measured >= goal : measured <= goal) ? 'met' : 'MISSED';
  const wanted = goal === undefined ? '' : `${least ? '>=' : '<='} ${goal} ${unit}`;
  const value = `${measured.toFixed(digits)} ${unit}`.padStart(14);
  console.log(`${what.padEnd(52)} ${value}  ${wanted.padEnd(14)} ${mark.padEnd(7)} ${note}`.trimEnd());
}
