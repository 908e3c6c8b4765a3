import type { Production, ProductionCommand } from '@epoch/graph-runtime/protocol';

export type Tone = 'running' | 'warning' | 'error' | 'accent' | 'quiet';

/** What the one filled button of the top bar does. */
export interface MainAction {
  readonly kind: 'new-production' | 'command';
  readonly command: ProductionCommand | null;
  readonly label: string;
  readonly icon: 'plus' | 'play' | 'pause' | 'resume';
  readonly testId: string;
}

export interface TransportState {
  /** Words and colour of the state pill; null when there is no production. */
  readonly pill: { readonly label: string; readonly tone: Tone } | null;
  readonly main: MainAction;
  readonly canStep: boolean;
  readonly canStop: boolean;
}

const PILLS: Readonly<Record<Production['state'], { readonly label: string; readonly tone: Tone }>> = {
  ready: { label: 'Ready', tone: 'accent' },
  running: { label: 'Running', tone: 'running' },
  paused: { label: 'Paused', tone: 'quiet' },
  waiting: { label: 'Waiting', tone: 'warning' },
  stopped: { label: 'Stopped', tone: 'quiet' },
  finished: { label: 'Finished', tone: 'running' },
  failed: { label: 'Failed', tone: 'error' },
  interrupted: { label: 'Interrupted', tone: 'warning' },
};

const NEW: MainAction = {
  ...{ kind: 'new-production', command: null, label: 'New Production', icon: 'plus' },
  testId: 'btn-new-production',
};
const PAUSE: MainAction = { kind: 'command', command: 'pause', label: 'Pause', icon: 'pause', testId: 'btn-pause' };
const UNPAUSE: MainAction = {
  kind: 'command',
  command: 'unpause',
  label: 'Unpause',
  icon: 'play',
  testId: 'btn-pause',
};
const START: MainAction = { kind: 'command', command: 'start', label: 'Start', icon: 'play', testId: 'btn-start' };
const RESUME: MainAction = {
  ...{ kind: 'command', command: 'resume', label: 'Resume', icon: 'resume' },
  testId: 'btn-resume-current',
};

/** The transport of a production in the state it is in; with nothing that could go on, the one button makes a new one. */
export function transportOf(production: Production | null): TransportState {
  if (production === null) return { pill: null, main: NEW, canStep: false, canStop: false };
  const pill = PILLS[production.state];
  switch (production.state) {
    case 'running':
    case 'waiting':
      return { pill, main: PAUSE, canStep: false, canStop: true };
    case 'paused':
      return { pill, main: UNPAUSE, canStep: true, canStop: true };
    case 'ready':
      return { pill, main: START, canStep: true, canStop: false };
    case 'stopped':
    case 'failed':
    case 'interrupted':
      return { pill, main: RESUME, canStep: false, canStop: false };
    case 'finished':
      return { pill, main: NEW, canStep: false, canStop: false };
  }
}

/** True while frames may still come without anybody pressing a button. */
export function isLive(production: Production | null): boolean {
  return production !== null && (production.state === 'running' || production.state === 'waiting');
}
