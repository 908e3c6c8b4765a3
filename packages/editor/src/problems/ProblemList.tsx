import type { Diagnostic } from '@epoch/graph-runtime/model';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { applyCure, revealNode } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { titleOf } from '../store/selectors.ts';
import { Button } from '../ui/Button.tsx';
import css from './ProblemList.module.css';
import { placeOf, problemKey } from './wording.ts';

interface ProblemListProps {
  /** Errors first. */
  readonly problems: readonly Diagnostic[];
  /** Told when a row has led somewhere else. */
  readonly onDone: () => void;
}

/** Every problem of the graph and its film: where, what, and the change that mends it. */
export function ProblemList({ problems, onDone }: ProblemListProps) {
  return (
    <ul className={css.list} data-testid="problem-list">
      {problems.map((problem) => (
        <li key={problemKey(problem)} data-severity={problem.severity}>
          {problem.severity === 'error' ? (
            <CircleAlert size={14} strokeWidth={1.7} />
          ) : (
            <TriangleAlert size={14} strokeWidth={1.7} />
          )}
          <div>
            <Place problem={problem} onDone={onDone} />
            <p>{problem.message}</p>
            {problem.cure !== undefined && (
              <Button look="link" onClick={() => applyCure(problem)}>
                {problem.cure.label}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Place({ problem, onDone }: { readonly problem: Diagnostic; readonly onDone: () => void }) {
  const place = placeOf(problem, (node) => titleOf(editor.getState(), node));
  const { node } = problem;
  if (place === '' || node === undefined) return null;
  const show = () => {
    revealNode(node);
    onDone();
  };
  return (
    <button type="button" className={css.place} title="Show it on the canvas" onClick={show}>
      {place}
    </button>
  );
}
