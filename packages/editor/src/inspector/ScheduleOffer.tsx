import type { ParamSpec } from '@epoch/graph-runtime/model';
import { judge, type ScheduleFilm } from '@epoch/graph-runtime/schedule';
import { counted } from '../transport/format.ts';
import { Button } from '../ui/Button.tsx';
import type { RecognisedSchedule } from './recognise-schedule.ts';
import { ScheduleFindings } from './ScheduleFindings.tsx';
import css from './ScheduleOffer.module.css';

interface ScheduleOfferProps {
  readonly found: RecognisedSchedule;
  readonly name: string;
  readonly label: string;
  readonly spec: ParamSpec;
  readonly film: ScheduleFilm;
  readonly onFollow: () => void;
  readonly onMend: (text: string) => void;
  /** Puts it in as it is; null where it is no value. */
  readonly onAsText: (() => void) | null;
  readonly onLeave: () => void;
}

/** What a person pasted into a param is a schedule: it is told before anything is changed. */
export function ScheduleOffer({ found, name, label, spec, film, ...answers }: ScheduleOfferProps) {
  const { onFollow, onMend, onAsText, onLeave } = answers;
  const ready = found.usable && found.keys !== null;
  return (
    <div className={css.offer} role="status" data-testid={`schedule-offer-${name}`}>
      <p>{wordsOn(found, label, spec)}</p>
      {found.usable && (
        <ScheduleFindings text={found.text} findings={judge(found.text, spec, film)} name={name} onMend={onMend} />
      )}
      <div className={css.answers}>
        {ready && (
          <Button testId={`schedule-follow-${name}`} onClick={onFollow}>
            Follow it
          </Button>
        )}
        {onAsText !== null && (
          <Button look="link" testId={`schedule-as-text-${name}`} onClick={onAsText}>
            Paste it as text
          </Button>
        )}
        <Button look="link" testId={`schedule-leave-${name}`} onClick={onLeave}>
          Leave it
        </Button>
      </div>
    </div>
  );
}

function wordsOn({ keys, usable }: RecognisedSchedule, label: string, { kind }: ParamSpec): string {
  if (!usable) return `What you pasted is a schedule. ${label} is the same on all frames and cannot follow one.`;
  if (keys === null) return 'What you pasted looks like a schedule, but cannot be read yet.';
  if (keys === 0) return `What you pasted is a formula. ${label} can follow it over the film.`;
  return `What you pasted is a schedule of ${counted(keys, kind === 'text' ? 'text' : 'key')}. ${label} can follow it over the film.`;
}
