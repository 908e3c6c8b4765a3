import { CATEGORIES, type NodeCard } from '@epoch/graph-runtime/model';
import { EXIT, type ExitCode, Refusal } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import type { World } from './world.ts';

/** `epochstreamer nodes`: what there is to build with, by category; `--json` gives the cards that the editor draws from. */
export async function nodes(args: readonly string[], terminal: Terminal, world: World): Promise<ExitCode> {
  const other = args.find((argument) => argument !== '--json');
  if (other !== undefined) throw new Refusal(`nodes takes --json only, not "${other}".`);
  const { cards } = await world.nodes();
  if (args.length > 0) {
    terminal.out(JSON.stringify(cards, null, 2));
    return EXIT.ok;
  }
  for (const category of CATEGORIES) {
    const ofCategory = cards.filter((card) => card.category === category);
    if (ofCategory.length === 0) continue;
    terminal.out(category.toUpperCase());
    for (const card of ofCategory) for (const line of linesOf(card)) terminal.out(line);
    terminal.out('');
  }
  return EXIT.ok;
}

function linesOf(card: NodeCard): readonly string[] {
  const ports = [`in: ${namesOf(card.inputs)}`, `out: ${namesOf(card.outputs)}`, `params: ${namesOf(card.params)}`];
  return [`  ${card.type.padEnd(16)} ${card.doc}`, `  ${''.padEnd(16)} ${ports.join(' · ')}`];
}

function namesOf(record: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(record);
  return names.length === 0 ? '-' : names.join(', ');
}
