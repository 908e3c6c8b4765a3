import { type Diagnostic, EpochError, type ErrorCode } from '@epoch/graph-runtime/model';

/** The error for a graph with problems: the first one's words, and how many more there are. */
export function graphInvalid(problems: readonly Diagnostic[]): EpochError {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return new EpochError('GRAPH_INVALID', 'This graph cannot run.');
  const others = errors.length - 1;
  const more = others === 0 ? '' : others === 1 ? ' There is 1 more problem.' : ` There are ${others} more problems.`;
  return new EpochError(errorCodeOf(first), `${first.message}${more}`, { detail: placeOf(first) });
}

function errorCodeOf({ code }: Diagnostic): ErrorCode {
  if (code === 'node-unknown' || code === 'node-newer') return 'NODE_UNKNOWN';
  return code.startsWith('param') ? 'PARAM_INVALID' : 'GRAPH_INVALID';
}

function placeOf({ code, node, edge, port, param, frame }: Diagnostic): Record<string, string | number> {
  return {
    problem: code,
    ...(node === undefined ? {} : { node }),
    ...(edge === undefined ? {} : { edge }),
    ...(port === undefined ? {} : { port }),
    ...(param === undefined ? {} : { param }),
    ...(frame === undefined ? {} : { frame }),
  };
}
