import type { EngineList } from '@epoch/graph-runtime/model';
import { withoutHash } from './a1111/facts.ts';
import { refused } from './refusal.ts';
import type { SdChoice, SdFacts, SdJob } from './sd-server.ts';

const NAMED_AT_MOST = 5;

/**
 * Names that the server really has. It must be certain before anything is sent: some servers pass over a name that they
 * do not know, and paint with something else.
 *
 * @throws EpochError ENGINE_REFUSED naming the field, what is missing, and what there is
 */
export function chooseNames(job: SdJob, facts: SdFacts): SdChoice {
  const { samplers = [], schedulers = [], checkpoints = [] } = facts.lists;
  return {
    sampler: pick('sampler', job.sampler, samplers, facts, samplers[0]),
    scheduler: pick('scheduler', job.scheduler, schedulers, facts, schedulers[0]),
    // The one in use is named as well, so that a film keeps its model though somebody else loads another.
    checkpoint: pick('checkpoint', job.checkpoint, checkpoints, facts, facts.loaded),
  };
}

type Field = keyof SdChoice & string;

const LISTS: Readonly<Record<Field, EngineList>> = {
  sampler: 'samplers',
  scheduler: 'schedulers',
  checkpoint: 'checkpoints',
};

function pick(field: Field, wanted: string, names: readonly string[], { name }: SdFacts, unasked = ''): string {
  if (wanted === '') return unasked;
  const found =
    names.find((known) => known === wanted) ?? names.find((known) => withoutHash(known) === withoutHash(wanted));
  if (found !== undefined) return found;
  const shown = names.slice(0, NAMED_AT_MOST).map((known) => `"${known}"`);
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  const there =
    names.length === 0
      ? `It has no list of ${LISTS[field]}: leave the field empty`
      : `There are ${shown.join(', ')}${more}`;
  throw refused(null, `The ${field} "${wanted}" is not on ${name}. ${there}.`);
}
