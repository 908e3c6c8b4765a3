import { catalogueOf } from '@epoch/graph-runtime/engine';
import { checkGraph } from '@epoch/graph-runtime/schedule';
import { EXIT, type ExitCode, Refusal } from './exit-codes.ts';
import { problemLine } from './problem-line.ts';
import { readGraphFile } from './read-graph-file.ts';
import type { Terminal } from './terminal.ts';
import type { World } from './world.ts';

/** `epochstreamer validate`: the problems of each graph, in sentences. A file that cannot be read as a graph has one. */
export async function validate(files: readonly string[], terminal: Terminal, world: World): Promise<ExitCode> {
  const option = files.find((file) => file.startsWith('-'));
  if (option !== undefined) throw new Refusal(`validate has no option ${option}.`);
  if (files.length === 0) throw new Refusal('validate takes one graph file or more.');
  const { definitions } = await world.nodes();
  const catalogue = catalogueOf(definitions);
  let failed = false;
  for (const file of files) {
    try {
      const document = await readGraphFile(file, definitions);
      const problems = checkGraph(document, catalogue);
      const errors = problems.filter(({ severity }) => severity === 'error').length;
      failed ||= errors > 0;
      const warnings = problems.length - errors;
      terminal.out(
        `${file}: ${problems.length === 0 ? 'sound' : `${count(errors, 'error')}, ${count(warnings, 'warning')}`}`,
      );
      for (const problem of problems) terminal.out(problemLine(document, definitions, problem));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failed = true;
      terminal.out(error.message);
    }
  }
  return failed ? EXIT.failed : EXIT.ok;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
