import type { Diagnostic } from '@epoch/graph-runtime/model';
import { applyCure } from '../store/actions.ts';
import { Button } from '../ui/Button.tsx';
import css from './ProblemNote.module.css';

/** What is wrong with the selected node, and the change that would mend it. */
export function ProblemNote({ problem }: { readonly problem: Diagnostic }) {
  return (
    <p className={css.note} data-severity={problem.severity}>
      {problem.message}{' '}
      {problem.cure !== undefined && (
        <Button look="link" onClick={() => applyCure(problem)}>
          {problem.cure.label}
        </Button>
      )}
    </p>
  );
}
