import { caretLines, type ScheduleFinding } from '@epoch/graph-runtime/schedule';
import { Button } from '../ui/Button.tsx';
import css from './ScheduleFindings.module.css';

interface ScheduleFindingsProps {
  readonly text: string;
  readonly findings: readonly ScheduleFinding[];
  readonly name: string;
  readonly onMend: (text: string) => void;
}

/** What there is to say about a schedule: a caret under the place, the sentence, and the text mended by a click. */
export function ScheduleFindings({ text, findings, name, onMend }: ScheduleFindingsProps) {
  return findings.map((finding) => {
    const { severity, message, at, length, fixed } = finding;
    const hasPlace = severity === 'error' || length < text.length;
    return (
      <div key={`${at} ${message}`} className={css.finding} data-severity={severity} role="status">
        {hasPlace && <pre>{caretLines(text, finding)}</pre>}
        <p>{message}</p>
        {fixed !== null && (
          <div className={css.mend}>
            <Button testId={`schedule-fix-${name}`} onClick={() => onMend(fixed)}>
              Mend it
            </Button>
            <code>{caretLines(fixed, { at, length: 1 }).split('\n')[0]}</code>
          </div>
        )}
      </div>
    );
  });
}
