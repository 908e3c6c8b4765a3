import type { Trial } from '@epoch/graph-runtime/model';
import { useEffect, useRef, useState } from 'react';
import { command, openDialog, type TrialAnswer, tryGraph } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { isAlive } from '../store/run-slice.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Segments } from '../ui/Segments.tsx';
import { Forecast } from './Forecast.tsx';
import css from './PlannerDialog.module.css';
import { TrialProgress } from './TrialProgress.tsx';
import { TrialReport } from './TrialReport.tsx';

const LENGTHS = [
  { value: '15', label: '15 s' },
  { value: '30', label: '30 s' },
  { value: '60', label: '60 s' },
] as const;

/** Tries the open graph for a while and tells what film comes out of it by when. */
export function PlannerDialog() {
  const name = useEditor(({ graph }) => graph.document?.name ?? '');
  const alive = useEditor(({ run }) => Object.values(run.productions).find(isAlive) ?? null);
  const [seconds, setSeconds] = useState<(typeof LENGTHS)[number]['value']>('30');
  const [running, setRunning] = useState(false);
  const [answer, setAnswer] = useState<TrialAnswer | null>(null);
  const trial: Trial | null = answer?.trial ?? null;

  /** A trial that nobody waits for any more would only keep the next one from beginning. */
  const leaving = useRef(new AbortController());
  useEffect(() => {
    leaving.current = new AbortController();
    return () => leaving.current.abort();
  }, []);

  const run = async () => {
    if (running || alive !== null) return;
    setRunning(true);
    setAnswer(await tryGraph(Number(seconds), leaving.current.signal));
    setRunning(false);
  };
  return (
    <Dialog
      title="Plan the film"
      width={620}
      onClose={() => openDialog(null)}
      onSubmit={() => void run()}
      testId="planner"
      footer={
        <>
          <Button onClick={() => openDialog(null)}>Close</Button>
          <Button
            look={trial === null ? 'main' : 'quiet'}
            submit
            disabled={running || alive !== null}
            testId="btn-trial"
          >
            {trial === null ? `Try it for ${seconds} s` : 'Try it again'}
          </Button>
        </>
      }
    >
      <div className={css.intro}>
        <p>
          {trial === null
            ? `"${name}" runs for a while in a folder of its own, and its frames are thrown away. From how long they took follows what film you get, and by when.`
            : `What "${name}" takes.`}
        </p>
        <Segments
          label="Length of the trial"
          choices={LENGTHS}
          value={seconds}
          testId="trial-seconds"
          onChange={setSeconds}
        />
      </div>
      {alive !== null && (
        <p className={css.note} data-testid="planner-busy">
          <span>
            "{alive.name}" is at work, and two films at once would measure each other. Its {alive.framesDone} frames are
            safe, and it can be resumed.
          </span>
          <Button onClick={() => void command('stop', alive.id)} testId="planner-stop">
            Stop it
          </Button>
        </p>
      )}
      {running && <TrialProgress seconds={Number(seconds)} />}
      {!running && answer !== null && answer.message !== null && (
        <p className={css.error} role="alert">
          {answer.message}
        </p>
      )}
      {trial !== null && (
        <>
          <TrialReport trial={trial} />
          <Forecast trial={trial} />
        </>
      )}
    </Dialog>
  );
}
