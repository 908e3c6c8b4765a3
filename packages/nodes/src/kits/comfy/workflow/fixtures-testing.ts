import { readFile } from 'node:fs/promises';
import { type BoundWorkflow, bindWorkflow } from './bind.ts';
import { gatherClasses } from './classes.ts';
import { type ReadWorkflow, readWorkflow } from './read-workflow.ts';

const FOLDER = new URL('../../../../../../graphs/fixtures/', import.meta.url);

/** Reads one of the workflow files that the tests share. */
export async function readFixture(name: string): Promise<ReadWorkflow> {
  return readWorkflow(await readFile(new URL(name, FOLDER)));
}

/** What is found in a workflow, in short: role or name to 'node.input', `?role` to the candidates of a question. */
export interface Found {
  readonly output: string | null;
  readonly bound: Readonly<Record<string, string>>;
}

export async function findIn({ graph }: ReadWorkflow): Promise<Found & { readonly all: BoundWorkflow }> {
  const { table } = await gatherClasses(Object.values(graph).map(({ class_type }) => class_type));
  const all = bindWorkflow(graph, table);
  const words = (places: readonly { readonly node: string; readonly input: string }[]) =>
    places.map(({ node, input }) => (input === '' ? node : `${node}.${input}`)).join(' ');
  const bound = all.bindings.map(({ name, places }) => [name, words(places)]);
  const asked = all.questions.map(({ role, candidates }) => [`?${role}`, words(candidates)]);
  return { output: all.output.node, bound: Object.fromEntries([...bound, ...asked]), all };
}
