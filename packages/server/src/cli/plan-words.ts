import type { FilmWish, Outlook, PlannedFilm, Trial } from '@epoch/graph-runtime/model';
import { clock } from './progress.ts';

/** What a trial and the plan made from it say, line by line. @unit byMs: ms since 1970 */
export function planLines(trial: Trial, plan: PlannedFilm, wish: FilmWish, byMs: number | null): readonly string[] {
  return [...trialLines(trial), ...filmLines(plan, wish, byMs)];
}

function trialLines({ frames, secondsPerFrame, slowest, nodes, engine, drawnShare, ...used }: Trial): string[] {
  const counted = `${frames} ${frames === 1 ? 'frame' : 'frames'}`;
  const pace = `${inSeconds(secondsPerFrame)} per frame, the slowest ${inSeconds(slowest)}`;
  const lines = nodes.map(({ node, title, medianMs }) => {
    const how = [
      used.steps === null ? '' : `${used.steps} steps`,
      used.denoise === null ? '' : `denoise ${Number(used.denoise.toFixed(3))}`,
    ].filter((part) => part !== '');
    const settings = node === engine && how.length > 0 ? ` with ${how.join(', ')}` : '';
    return `  ${inSeconds(medianMs / 1000).padStart(8)}  ${title} (${node})${settings}`;
  });
  const drawn = drawnShare === 1 ? '' : `, ${Math.round(100 * drawnShare)} % of them drawn`;
  return [`${counted} of ${used.width} x ${used.height} timed${drawn}: ${pace}.`, ...lines];
}

function filmLines(plan: PlannedFilm, wish: FilmWish, byMs: number | null): string[] {
  const mustFit = wish.frames !== null && wish.seconds !== null;
  const head = mustFit ? 'What would fit, about:' : 'What would change, about:';
  const suggested = plan.suggestions.map(
    (suggestion) =>
      `  ${suggestion.words}: ${outcomeOf(suggestion, wish)}${suggestion.fits ? '' : ', still too long'}.`,
  );
  const asItIs = asItIsWords(plan, wish, byMs);
  return [...(asItIs === null ? [] : [asItIs]), ...(suggested.length === 0 ? [] : [head, ...suggested])];
}

function asItIsWords(plan: PlannedFilm, { frames, seconds }: FilmWish, byMs: number | null): string | null {
  if (frames === null && seconds === null) return null;
  const by = byMs === null || seconds === null ? '' : ` by ${timeOfDay(byMs)}, ${clock(seconds)} from now`;
  if (frames === null) return `As it is, ${lengthOf(plan)}${by}.`;
  const verdict = by === '' ? '' : `: ${plan.fits ? 'ready' : 'not ready'}${by}`;
  return `As it is, ${lengthOf(plan)} in ${clock(plan.seconds)}${verdict}.`;
}

function outcomeOf(look: Outlook, { frames, seconds }: FilmWish): string {
  if (frames !== null) return clock(look.seconds);
  return seconds === null ? `${inSeconds(look.secondsPerFrame)} per frame` : lengthOf(look);
}

function lengthOf({ frames, filmSeconds }: Outlook): string {
  return `${frames} ${frames === 1 ? 'frame' : 'frames'} (${clock(filmSeconds)} of film)`;
}

function inSeconds(seconds: number): string {
  return seconds < 0.1 ? `${(seconds * 1000).toFixed(1)} ms` : `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

function timeOfDay(ms: number): string {
  const time = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}
