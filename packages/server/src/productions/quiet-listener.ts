import type { FilmListener } from './film-types.ts';

/** The same listener, but what goes wrong in it is told to `failed`: a film does not end because somebody watches it. */
export function quietListener(listener: FilmListener, failed: (error: unknown) => void): Required<FilmListener> {
  function quietly(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      failed(error);
    }
  }
  return {
    changed: (status) => quietly(() => listener.changed?.(status)),
    drawn: (commit, pictures) => quietly(() => listener.drawn?.(commit, pictures)),
    committed: (commit, row, health) => quietly(() => listener.committed?.(commit, row, health)),
    told: (node, frame, told) => quietly(() => listener.told?.(node, frame, told)),
    problem: (problem) => quietly(() => listener.problem?.(problem)),
    cue: (cue, removed) => quietly(() => listener.cue?.(cue, removed)),
  };
}
