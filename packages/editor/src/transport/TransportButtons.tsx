import { History, Pause, Play, Plus, RotateCcw, RotateCw, Square, StepForward } from 'lucide-react';
import { command, openDialog } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';
import { IconButton } from '../ui/IconButton.tsx';
import css from './TransportButtons.module.css';
import { type MainAction, transportOf } from './transport-state.ts';

const ICONS = { plus: Plus, play: Play, pause: Pause, resume: RotateCcw } as const;

/** New Production, Resume Session, Step, the one filled button, Stop. */
export function TransportButtons() {
  const state = useEditor((editor) => currentProduction(editor)?.state ?? null);
  const hasOthers = useEditor(({ run }) => Object.keys(run.productions).length > 0);
  const hasGraph = useEditor(({ graph }) => graph.document !== null);
  const { main, canStep, canStop } = transportOf(state);
  const lost = useEditor(({ run }) => run.connection === 'lost');
  const waits = useEditor((editor) => {
    const production = currentProduction(editor);
    return production?.state === 'waiting' && production.retryAt !== null;
  });
  const makesNew = main.kind === 'new-production';
  // Without a graph a new film cannot be made, and a finished one cannot go on.
  const idle = makesNew && !hasGraph;

  return (
    <div className={css.transport}>
      {!makesNew && (
        <IconButton
          icon={Plus}
          look="raised"
          label="New Production"
          testId="btn-new-production"
          disabled={!hasGraph || lost}
          onClick={() => openDialog('new-production')}
        />
      )}
      <IconButton
        icon={History}
        look="raised"
        label="Resume Session"
        testId="btn-resume"
        disabled={!hasOthers}
        onClick={() => openDialog('resume')}
      />
      {idle ? null : (
        <>
          <IconButton
            icon={StepForward}
            look="raised"
            label="Step one frame"
            testId="btn-step"
            disabled={!canStep || lost}
            onClick={() => void command('step')}
          />
          {waits && (
            <IconButton
              icon={RotateCw}
              look="raised"
              label="Try the frame again now"
              testId="btn-try-now"
              disabled={lost}
              onClick={() => void command('unpause')}
            >
              Try now
            </IconButton>
          )}
          <IconButton
            look="main"
            label={main.hint}
            icon={ICONS[main.icon]}
            testId={main.testId}
            disabled={lost}
            onClick={() => press(main)}
          >
            {main.label}
          </IconButton>
          <IconButton
            icon={Square}
            look="raised"
            label="Stop"
            testId="btn-stop"
            disabled={!canStop || lost}
            onClick={() => void command('stop')}
          />
        </>
      )}
    </div>
  );
}

function press({ command: name }: MainAction): void {
  if (name === null) openDialog('new-production');
  else void command(name);
}
