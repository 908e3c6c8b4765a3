import { EpochError } from '@epoch/graph-runtime/model';
import { findName, offerOf } from '../comfy/img2img/names.ts';
import { withoutHash } from './a1111/facts.ts';
import type { SdChoice, SdFacts, SdJob } from './sd-server.ts';

const NAMED_AT_MOST = 5;

/**
 * Names that the server really has. It must be certain before anything is sent: some servers pass over a name that they
 * do not know, and paint with something else. A field left empty is what it was before, or the first of the list; the
 * checkpoint is the one in use there, and is named as well, so that a film keeps it though somebody loads another.
 * `mustKeep` refuses a server that has not what it was before.
 *
 * @throws EpochError ENGINE_REFUSED naming the field, what is missing, and what there is
 */
export function chooseNames(job: SdJob, facts: SdFacts, mustKeep: boolean): SdChoice {
  const { samplers = [], schedulers = [], checkpoints = [] } = facts.lists;
  const choose = (field: keyof SdChoice, names: readonly string[], otherwise = ''): string => {
    if (job[field] !== '') return pick(field, job, names, facts);
    const before = job.before?.[field];
    if (before === undefined || before === '') return otherwise;
    if (names.includes(before)) return before;
    if (!mustKeep) return otherwise;
    throw lacking(
      field,
      job,
      `The ${field} "${before}", with which the film has been drawn so far, is not on ${facts.url}.`,
    );
  };
  return {
    sampler: choose('sampler', samplers, samplers[0]),
    scheduler: choose('scheduler', schedulers, schedulers[0]),
    checkpoint: choose('checkpoint', checkpoints, facts.loaded),
  };
}

/** The choice in a few words: 'sd15.safetensors (in use there), Euler, karras'. */
export function choiceInWords(job: SdJob, { checkpoint, sampler, scheduler }: SdChoice): string {
  const isTaken = checkpoint !== '' && job.checkpoint === '' && job.before?.checkpoint !== checkpoint;
  const model = `${withoutHash(checkpoint)}${isTaken ? ' (in use there)' : ''}`;
  return [model, sampler, scheduler].filter((name) => name !== '').join(', ');
}

function pick(field: keyof SdChoice, job: SdJob, names: readonly string[], { url }: SdFacts): string {
  const wanted = job[field];
  // Titles of checkpoints end in a hash, which people leave out.
  const byPlain = new Map(names.map((name) => [withoutHash(name), name]));
  const exact = names.find((name) => name === wanted);
  const found = findName([...byPlain.keys()], withoutHash(wanted));
  const name = exact ?? (found.name === null ? undefined : byPlain.get(found.name));
  if (name !== undefined) return name;
  const offer = found.name === null ? offerOf(found.candidates) : '';
  const shown = names.slice(0, NAMED_AT_MOST).map((known) => `"${known}"`);
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  const there =
    names.length === 0 ? `It has no list of these: leave ${field} empty.` : `There are ${shown.join(', ')}${more}.`;
  throw lacking(field, job, `The ${field} "${wanted}" is not on ${url}. ${offer}${there}`);
}

function lacking(field: keyof SdChoice, { key: { node } }: SdJob, sentence: string): EpochError {
  return new EpochError('ENGINE_REFUSED', sentence, { detail: { node, param: field } });
}
