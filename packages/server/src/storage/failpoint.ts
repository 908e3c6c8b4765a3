/**
 * Places at which a test may end the process, as `EPOCH_FAILPOINT=name:count`: the count-th time the named place is
 * reached, the process dies by SIGKILL. Without the variable every call is one comparison.
 */
const wanted = parse(process.env.EPOCH_FAILPOINT);
let reached = 0;

/** Steps of a commit, of an answer of an image server, and of making a take, in their order. */
export type FailpointName =
  | 'still-written'
  | 'still-synced'
  | 'still-renamed'
  | 'checkpoint-raster'
  | 'checkpoint-written'
  | 'row-written'
  | 'answer-written'
  | 'answer-synced'
  | 'answer-renamed'
  | 'job-written'
  | 'graph-written'
  | 'take-shared'
  | 'take-laid-down'
  | 'take-graph-saved';

export function failpoint(name: FailpointName): void {
  if (wanted === null || wanted.name !== name) return;
  reached += 1;
  if (reached === wanted.count) process.kill(process.pid, 'SIGKILL');
}

function parse(text: string | undefined): { readonly name: string; readonly count: number } | null {
  const match = /^([a-z-]+):(\d+)$/.exec(text ?? '');
  return match === null ? null : { name: match[1] ?? '', count: Number(match[2]) };
}
