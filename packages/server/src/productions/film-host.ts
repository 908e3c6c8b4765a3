import type { RunHost } from '@epoch/graph-runtime/engine';
import type { Committer } from './committer.ts';
import type { CueDesk } from './cues.ts';
import type { FilmParts } from './film-parts.ts';
import type { FilmListener } from './film-types.ts';
import type { Grace } from './grace.ts';
import type { Retry } from './retry.ts';

interface HostOptions extends Pick<RunHost<unknown>, 'state' | 'replanned'> {
  readonly parts: FilmParts;
  readonly listener: Required<FilmListener>;
  readonly committer: Committer;
  readonly cues: CueDesk;
  readonly grace: Grace;
  readonly retry: Retry;
  /** A frame is asked for its cues: later ones are too late for it. */
  readonly begins: (frame: number) => void;
}

/** What the run of a film asks of it, and whom the film tells of it. */
export function createHost(options: HostOptions): RunHost<unknown> {
  const { parts, listener, committer, cues, grace, retry, begins, ...hooks } = options;
  const { stage, site, now } = parts;
  return {
    ...hooks,
    services: stage.services,
    now,
    cuesFor(frame) {
      begins(frame);
      committer.frameBegins(frame);
      return cues.take(frame);
    },
    drawn(commit) {
      grace.drawn(commit.frame);
      retry.alive();
      listener.drawn(commit, stage.pictures);
    },
    commit: (commit) => committer.commit(commit),
    retire: (live) => stage.retire(live),
    tell(node, frame, told) {
      if (told.type === 'note') return site.journal.note('engine', frame, told.words);
      grace.told(frame);
      if (told.type !== 'remark') retry.alive();
      listener.told(node, frame, told);
    },
  };
}
