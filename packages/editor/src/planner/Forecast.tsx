import { type FilmWish, type Outlook, planFilm, type Suggestion, type Trial } from '@epoch/graph-runtime/model';
import { useState } from 'react';
import { applyPlan, notify, type PlanPlaces, undo } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { clock, counted } from '../transport/format.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { Switch } from '../ui/Switch.tsx';
import css from './PlannerDialog.module.css';
import { obstacleOf, placesOf } from './plan-places.ts';
import { clockTime, perFrame, secondsUntil, span } from './plan-words.ts';

const FIRST_LENGTH_FRAMES = 600;

/** Length and hour that are wished for, what comes out, and what would bring it nearer. */
export function Forecast({ trial }: { readonly trial: Trial }) {
  const document = useEditor(({ graph }) => graph.document);
  const cards = useEditor(({ catalogue }) => catalogue.cards);
  const [frames, setFrames] = useState(document?.settings.frames ?? null);
  const [by, setBy] = useState('');
  const [applied, setApplied] = useState<string | null>(null);
  if (document === null) return null;

  const nowMs = Date.now();
  const wish: FilmWish = { frames, seconds: secondsUntil(by, nowMs), fps: document.settings.fps };
  const plan = planFilm(trial, wish);
  const places = placesOf(document, cards, trial);
  const apply = ({ change, words }: Suggestion) => {
    applyPlan(change, places);
    setApplied(words);
    notify('success', `${words}: set in the graph.`, { label: 'Undo', run: undo });
  };
  return (
    <div className={css.forecast}>
      <div className={css.wish}>
        <Field label="Length of the film">
          <div className={css.length}>
            {frames !== null && (
              <NumberField
                {...{
                  label: 'Length of the film',
                  value: frames,
                  min: 1,
                  max: 10_000_000,
                  integer: true,
                  unit: 'frames',
                }}
                testId="plan-frames"
                onChange={setFrames}
              />
            )}
            <Switch
              label="As long as the time allows"
              words="As long as the time allows"
              on={frames === null}
              testId="plan-endless"
              onChange={(on) => setFrames(on ? null : FIRST_LENGTH_FRAMES)}
            />
          </div>
        </Field>
        <Field label="Ready by">
          <input
            type="time"
            className={css.time}
            aria-label="Ready by"
            value={by}
            data-testid="plan-by"
            onChange={(event) => setBy(event.currentTarget.value)}
          />
        </Field>
      </div>
      <p className={css.outlook} data-fits={plan.fits} data-testid="plan-outlook">
        {outlookWords(plan, wish, nowMs)}
      </p>
      {plan.suggestions.length > 0 && (
        <ul className={css.suggestions} aria-label="What would bring it nearer">
          {plan.suggestions.map((suggestion) => (
            <SuggestionRow
              key={suggestion.words}
              {...{ suggestion, places, nowMs, timed: wish.seconds !== null }}
              applied={applied === suggestion.words}
              onApply={() => apply(suggestion)}
            />
          ))}
        </ul>
      )}
      <p className={css.faint}>
        Suggestions are reckoned from this trial, not measured. After taking one, try it again.
      </p>
    </div>
  );
}

interface SuggestionRowProps {
  readonly suggestion: Suggestion;
  readonly places: PlanPlaces;
  readonly nowMs: number;
  /** An hour is given, so a row that can be set says whether it is met. */
  readonly timed: boolean;
  readonly applied: boolean;
  readonly onApply: () => void;
}

function SuggestionRow({ suggestion, places, nowMs, timed, applied, onApply }: SuggestionRowProps) {
  const obstacle = obstacleOf(suggestion.change, places);
  const { words, secondsPerFrame, frames, seconds, filmSeconds, fits } = suggestion;
  return (
    <li data-fits={timed && obstacle === null ? fits : undefined}>
      <div>
        <b>{words}</b>
        <span>
          {perFrame(secondsPerFrame)} for a frame
          {frames > 0 ? `, ${clock(filmSeconds)} of film by ${clockTime(nowMs + seconds * 1000, nowMs)}` : ''}
          {obstacle === null ? '' : `. ${obstacle}`}
        </span>
      </div>
      <Button disabled={obstacle !== null || applied} onClick={onApply}>
        {applied ? 'Set' : 'Set it so'}
      </Button>
    </li>
  );
}

/** One sentence: what film, how long it takes, and whether that is in time. */
function outlookWords({ frames, seconds, filmSeconds, fits }: Outlook, wish: FilmWish, nowMs: number): string {
  const readyMs = nowMs + seconds * 1000;
  if (wish.frames === null) {
    if (wish.seconds === null) return 'Give a length, or an hour by which it is to be ready.';
    const until = clockTime(nowMs + wish.seconds * 1000, nowMs);
    return `By ${until} it becomes ${counted(frames, 'frame')}: ${clock(filmSeconds)} of film.`;
  }
  const takes = `${counted(frames, 'frame')}, ${clock(filmSeconds)} of film, take ${span(seconds)}`;
  if (wish.seconds === null) return `${takes}: ready at ${clockTime(readyMs, nowMs)} if it starts now.`;
  if (fits) return `${takes}: ready at ${clockTime(readyMs, nowMs)}, ${span(wish.seconds - seconds)} to spare.`;
  return `${takes}: ready at ${clockTime(readyMs, nowMs)}, ${span(seconds - wish.seconds)} too late.`;
}
