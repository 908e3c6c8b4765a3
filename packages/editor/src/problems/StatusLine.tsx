import type { Diagnostic } from '@epoch/graph-runtime/model';
import { Popover } from '@mantine/core';
import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { LoopHealthAlarm } from '../inspector/LoopHealthAlarm.tsx';
import { applyCure, command, openDialog, openGraph, revealNode } from '../store/actions.ts';
import { editor, useEditor } from '../store/editor-store.ts';
import { currentProduction, problemsOf, titleOf } from '../store/selectors.ts';
import { byteSize, counted } from '../transport/format.ts';
import { useSecondsUntil } from '../transport/use-seconds-until.ts';
import { Button } from '../ui/Button.tsx';
import { ProblemList } from './ProblemList.tsx';
import css from './StatusLine.module.css';
import { type StatusAction, type StatusSentence, urgentSentence } from './status.ts';
import { useHealth } from './use-health.ts';
import { bySeverity, countProblems, placeOf } from './wording.ts';

/** The last line of the page: what is wrong and how to mend it, and how the machine is. */
export function StatusLine() {
  const [open, setOpen] = useState(false);
  const problems = bySeverity(useEditor(problemsOf));
  const health = useHealth();
  const hasGraph = useEditor(({ graph }) => graph.document !== null);
  const connection = useEditor(({ run }) => run.connection);
  const saveState = useEditor(({ graph }) => graph.saveState);
  const pendingCount = useEditor(({ graph }) => graph.pendingCount);
  const production = useEditor(currentProduction);
  const count = countProblems(problems);
  const diskFreeBytes = health?.diskFreeBytes ?? null;
  const urgent = urgentSentence({
    ...{ connection, saveState, pendingCount, production, diskFreeBytes },
    retrySeconds: useSecondsUntil(production?.state === 'waiting' ? production.retryAt : null),
  });
  const tone = count.errors > 0 ? 'error' : count.warnings > 0 ? 'warning' : hasGraph ? 'running' : 'dim';
  const Icon = { error: CircleAlert, warning: TriangleAlert, running: CircleCheck, dim: CircleDashed }[tone];

  return (
    <footer className={css.line} data-testid="status-line">
      <Popover opened={open && problems.length > 0} onChange={setOpen} position="top-start" offset={6} width={480}>
        <Popover.Target>
          <button
            type="button"
            className={css.count}
            data-tone={tone}
            disabled={problems.length === 0}
            data-testid="btn-problems"
            onClick={() => setOpen(!open)}
          >
            <Icon size={14} strokeWidth={1.7} aria-hidden />
            {hasGraph ? count.words : 'No graph open'}
          </button>
        </Popover.Target>
        <Popover.Dropdown p={0}>
          <ProblemList problems={problems} onDone={() => setOpen(false)} />
        </Popover.Dropdown>
      </Popover>
      <span className={css.sentence}>{urgent === null ? <FirstProblem /> : <Urgent status={urgent} />}</span>
      <ServersFact />
      {health !== null && (
        <>
          <span className={css.fact}>{counted(health.workers, 'worker')}</span>
          {diskFreeBytes !== null && <span className={css.fact}>disk {byteSize(diskFreeBytes)} free</span>}
        </>
      )}
    </footer>
  );
}

/** How many image servers there are, and the way to them. */
function ServersFact() {
  const count = useEditor(({ engines }) => engines.servers?.length ?? 0);
  if (count === 0) return null;
  return (
    <button
      type="button"
      className={css.servers}
      title="Image servers: test, add, change"
      data-testid="btn-image-servers"
      onClick={() => openDialog('image-servers')}
    >
      {counted(count, 'image server')}
    </button>
  );
}

/** A loop that drifts speaks before what may be left as it is. */
function FirstProblem() {
  const problem = bySeverity(useEditor(problemsOf))[0];
  if (problem === undefined) return <LoopHealthAlarm />;
  if (problem.severity === 'error') return <OneProblem problem={problem} />;
  return <LoopHealthAlarm otherwise={<OneProblem problem={problem} />} />;
}

function OneProblem({ problem }: { readonly problem: Diagnostic }) {
  const place = placeOf(problem, (node) => titleOf(editor.getState(), node));
  const { cure, node } = problem;
  return (
    <>
      <span className={css.words} title={problem.message}>
        {place !== '' && <span className={css.place}>{place}: </span>}
        {problem.message}
      </span>
      {cure !== undefined && (
        <Button look="link" testId="btn-cure" onClick={() => applyCure(problem)}>
          {cure.label}
        </Button>
      )}
      {cure === undefined && node !== undefined && (
        <Button look="link" onClick={() => revealNode(node)}>
          Show it
        </Button>
      )}
    </>
  );
}

function Urgent({ status }: { readonly status: StatusSentence }) {
  const { action, sentence, tail, tone } = status;
  return (
    <>
      <span className={css.words} data-tone={tone} title={sentence} role="alert">
        {sentence}
      </span>
      {tail !== undefined && (
        <span className={css.tail} data-tone={tone}>
          {tail}
        </span>
      )}
      {action !== null && (
        <Button look="link" testId="btn-status-action" onClick={() => perform(action.kind)}>
          {action.label}
        </Button>
      )}
    </>
  );
}

function perform(action: StatusAction): void {
  switch (action) {
    case 'try-now':
      void command('unpause');
      return;
    case 'cure': {
      const problem = currentProduction(editor.getState())?.problem ?? null;
      if (problem !== null) applyCure(problem);
      return;
    }
    case 'resume':
      void command('resume');
      return;
    case 'reload': {
      const { document } = editor.getState().graph;
      if (document !== null) void openGraph(document.id);
      return;
    }
  }
}
