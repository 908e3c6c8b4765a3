import { catalogueOf, type Definitions } from '@epoch/graph-runtime/engine';
import { enginesAsked, type GraphDocument } from '@epoch/graph-runtime/model';
import { createChoiceCheck } from '../engines/choice-check.ts';
import { Refusal } from './exit-codes.ts';
import { problemLine } from './problem-line.ts';
import type { World } from './world.ts';

/**
 * Holds the models, samplers and servers that a graph names against what is there. A graph that asks no image server
 * costs nothing, and a server that is away holds nothing up.
 *
 * @throws Refusal with all that is certainly not there
 */
export async function checkChoices(
  document: GraphDocument,
  definitions: Definitions<unknown>,
  world: Pick<World, 'openEngines'>,
  dataFolder: string | undefined,
): Promise<void> {
  const catalogue = catalogueOf(definitions);
  if (enginesAsked(document, catalogue).length === 0) return;
  const { store, desk, close } = await world.openEngines(dataFolder);
  try {
    const problems = await createChoiceCheck({ store, desk, catalogue })(document);
    if (problems.length === 0) return;
    const lines = problems.map((problem) => problemLine(document, definitions, problem));
    throw new Refusal(['This graph asks for what is not there:', ...lines].join('\n'));
  } finally {
    await close();
  }
}
