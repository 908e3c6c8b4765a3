import type { Diagnostic } from '@epoch/graph-runtime/model';
import { counted } from '../transport/format.ts';

/** Errors before warnings, otherwise in the order they were found. */
export function bySeverity(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...problems].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
  /** `2 errors, 1 warning`; `No problems`. */
  readonly words: string;
}

export function countProblems(problems: readonly Diagnostic[]): ProblemCount {
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;
  const parts = [errors > 0 ? counted(errors, 'error') : '', warnings > 0 ? counted(warnings, 'warning') : ''];
  return { errors, warnings, words: parts.filter((part) => part !== '').join(', ') || 'No problems' };
}

/** A key that stays with a problem while others come and go. */
export function problemKey(problem: Diagnostic): string {
  const { code, node, edge, port, param, frame } = problem;
  return [code, node, edge, port, param, frame].map((part) => part ?? '').join('|');
}

/** Where a problem is, in the words of the screen: `Dream, denoise`. */
export function placeOf(problem: Diagnostic, titleOf: (node: string) => string | null): string {
  const title = problem.node === undefined ? null : titleOf(problem.node);
  const spot = problem.param ?? problem.port;
  const frame = problem.frame === undefined ? null : `frame ${problem.frame}`;
  return [title, spot, frame].filter((part) => part !== null && part !== undefined).join(', ');
}
