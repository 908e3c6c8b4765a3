import type { FilmStatus } from '../productions/film-types.ts';
import type { Terminal } from './terminal.ts';

/** Prints what a film has to say, each sentence once; a wait for an image server is one line, however many tries it has. */
export function createStatusLines(terminal: Terminal): (status: FilmStatus) => void {
  let said: string | null = null;
  let awaited: string | null = null;
  return ({ message, problem, state }) => {
    const away = state === 'waiting' && problem?.code === 'engine-away' ? problem.message : null;
    const isNews = away === null ? message !== said : away !== awaited;
    if (message !== null && isNews) terminal.err(message);
    if (away === null && awaited !== null && state === 'running')
      terminal.err('The image server is back. The film goes on.');
    said = message;
    awaited = away;
  };
}
