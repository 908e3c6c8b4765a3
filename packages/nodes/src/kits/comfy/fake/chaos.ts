import type { FakeFaults } from './faults.ts';

/** Kinds of failure that chaos makes happen; each has its own row of dice. */
export const CHAOS = [
  'prompt-dropped',
  'answer-lost',
  'socket-dropped',
  'server-killed',
  'cached-file-gone',
  'history-late',
  'view-truncated',
] as const;
export type ChaosKind = (typeof CHAOS)[number];

/** Lag of a history entry that chaos holds back. @unit ms */
export const CHAOS_LAG_MS = 30;
/** How long a server that chaos killed stays away, unless the faults say otherwise. @unit ms */
export const CHAOS_AWAY_MS = 30;

export interface ChaosDice {
  /** The next throw of this kind: does it happen? Throw n of a kind is the same for one seed, whatever the others do. */
  throw(kind: ChaosKind): boolean;
  /** How often each kind has happened. */
  readonly happened: Readonly<Record<ChaosKind, number>>;
}

export function chaosDice(faults: FakeFaults): ChaosDice {
  const thrown = counts();
  const happened = counts();
  return {
    happened,
    throw(kind) {
      const { chaos } = faults;
      if (chaos === null) return false;
      const n = thrown[kind]++;
      if (mix(mix(chaos.seed ^ (CHAOS.indexOf(kind) * 0x9e3779b1)) ^ n) / 2 ** 32 >= chaos.rate) return false;
      happened[kind] += 1;
      return true;
    },
  };
}

function counts(): Record<ChaosKind, number> {
  return {
    'prompt-dropped': 0,
    'answer-lost': 0,
    'socket-dropped': 0,
    'server-killed': 0,
    'cached-file-gone': 0,
    'history-late': 0,
    'view-truncated': 0,
  };
}

/** Scrambles 32 bits. @source the finaliser of MurmurHash3, 32 bits */
export function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
