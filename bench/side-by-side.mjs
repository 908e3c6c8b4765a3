// Contenders take turns within each round, so that all meet the same load, and medians are compared. A goal is a number
// that the measured one must not exceed (or must reach); the table says both.

import { availableParallelism, loadavg } from 'node:os';

/** The head of a table. On a busy machine ratios hold better than times, and two threads are no faster than one. */
export function tellWhere(what, rounds, pillow) {
  const [load] = loadavg();
  console.log(`${what}, medians of ${rounds} interleaved rounds${pillow ? `, Pillow ${pillow.version}` : ''}`);
  console.log(`${availableParallelism()} cores, ${load.toFixed(1)} jobs on them at the start\n`);
}

/**
 * Runs each contender once a round. One that answers with `ms` and `cpuMs` has timed itself.
 *
 * @returns medians of wall clock and of processor time on all threads, and the last result of each, by name
 */
export async function race(contenders, { rounds = 15, warmUp = 3, after = () => {} } = {}) {
  const names = Object.keys(contenders);
  const taken = new Map(names.map((name) => [name, []]));
  const results = new Map();
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      const [start, before] = [performance.now(), process.cpuUsage()];
      const result = await contenders[name]();
      const own = { ms: performance.now() - start, cpuMs: cpuMsSince(before) };
      after();
      results.set(name, result);
      if (round >= 0) taken.get(name).push(typeof result?.cpuMs === 'number' ? result : own);
    }
  }
  const medians = (key) =>
    Object.fromEntries([...taken].map(([name, all]) => [name, median(all.map((one) => one[key]))]));
  return { ms: medians('ms'), cpuMs: medians('cpuMs'), results };
}

function cpuMsSince(before) {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
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
