import type { Production, ProductionCommand, ProductionState } from '@epoch/graph-runtime/protocol';

export type Tone = 'running' | 'warning' | 'error' | 'accent' | 'dim';

/** What the one filled button of the top bar does. */
export interface MainAction {
  readonly kind: 'new-production' | 'command';
  readonly command: ProductionCommand | null;
  readonly label: string;
  /** What a press does, as a verb with its object. */
  readonly hint: string;
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

const PILLS: Readonly<Record<ProductionState, { readonly label: string; readonly tone: Tone }>> = {
  ready: { label: 'Ready', tone: 'accent' },
  running: { label: 'Running', tone: 'running' },
  paused: { label: 'Paused', tone: 'dim' },
  waiting: { label: 'Waiting', tone: 'warning' },
  stopped: { label: 'Stopped', tone: 'dim' },
  finished: { label: 'Finished', tone: 'running' },
  failed: { label: 'Failed', tone: 'error' },
  interrupted: { label: 'Interrupted', tone: 'warning' },
};

const NEW: MainAction = {
  ...{ kind: 'new-production', command: null, icon: 'plus', testId: 'btn-new-production' },
  ...{ label: 'New Production', hint: 'Make a new film of this graph' },
};
const PAUSE: MainAction = {
  ...{ kind: 'command', command: 'pause', icon: 'pause', testId: 'btn-pause' },
  ...{ label: 'Pause', hint: 'Pause after the frame that is being made' },
};
const UNPAUSE: MainAction = {
  ...{ kind: 'command', command: 'unpause', icon: 'play', testId: 'btn-pause' },
  ...{ label: 'Unpause', hint: 'Go on with the next frame' },
};
const START: MainAction = {
  ...{ kind: 'command', command: 'start', icon: 'play', testId: 'btn-start' },
  ...{ label: 'Start', hint: 'Start the film at frame 0' },
};
const RESUME: MainAction = {
  ...{ kind: 'command', command: 'resume', icon: 'resume', testId: 'btn-resume-current' },
  ...{ label: 'Resume', hint: 'Go on after the last safe frame' },
};

/** The transport of a production in the state it is in; with nothing that could go on, the one button makes a new one. */
export function transportOf(state: ProductionState | null): TransportState {
  if (state === null) return { pill: null, main: NEW, canStep: false, canStop: false };
  const pill = PILLS[state];
  switch (state) {
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
      return { pill, main: RESUME, canStep: true, canStop: false };
    case 'finished':
      return { pill, main: NEW, canStep: false, canStop: false };
  }
}

/** True while frames may still come without anybody pressing a button. */
export function isLive(production: Production | null): boolean {
  return production !== null && (production.state === 'running' || production.state === 'waiting');
}
