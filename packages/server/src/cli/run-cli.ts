import { EpochError, messageOf } from '@epoch/graph-runtime/model';
import { VERSION } from '../version.ts';
import { doctor } from './doctor.ts';
import { engines } from './engines.ts';
import { EXIT, type ExitCode, Refusal } from './exit-codes.ts';
import { HELP } from './help.ts';
import { nodes } from './nodes.ts';
import { plan } from './plan.ts';
import { render } from './render.ts';
import type { Terminal } from './terminal.ts';
import { validate } from './validate.ts';
import type { World } from './world.ts';

/** Refusals of the machinery below that mean: nothing was tried. */
const REFUSED_CODES: ReadonlySet<string> = new Set([
  'GRAPH_INVALID',
  'GRAPH_TOO_NEW',
  'NODE_UNKNOWN',
  'PARAM_INVALID',
  'PRODUCTION_BUSY',
  'PRODUCTION_EXISTS',
]);

/** Carries out one command of the command line, and says how it ended. Errors become sentences. */
export async function runCli(args: readonly string[], terminal: Terminal, world: World): Promise<ExitCode> {
  const [command, ...rest] = args;
  try {
    if (command === undefined) {
      terminal.err(HELP);
      return EXIT.refused;
    }
    if (command === '--help' || command === '-h' || command === 'help' || asksForHelp(command, rest)) {
      terminal.out(HELP);
      return EXIT.ok;
    }
    return await carryOut(command, rest, terminal, world);
  } catch (error) {
    if (error instanceof Refusal || (error instanceof EpochError && REFUSED_CODES.has(error.code))) {
      terminal.err(error.message);
      return EXIT.refused;
    }
    terminal.err(messageOf(error));
    if (!(error instanceof EpochError) && error instanceof Error && process.env.EPOCH_DEBUG !== undefined) {
      terminal.err(error.stack ?? '');
    }
    return EXIT.failed;
  }
}

function asksForHelp(command: string, rest: readonly string[]): boolean {
  return command !== 'serve' && (rest.includes('--help') || rest.includes('-h'));
}

async function carryOut(command: string, rest: readonly string[], terminal: Terminal, world: World): Promise<ExitCode> {
  switch (command) {
    case 'render':
      return render(rest, terminal, world);
    case 'plan':
      return plan(rest, terminal, world);
    case 'validate':
      return validate(rest, terminal, world);
    case 'nodes':
      return nodes(rest, terminal, world);
    case 'engines':
      return engines(rest, terminal, world);
    case 'doctor':
      return doctor(rest, terminal, world);
    case '--version':
    case '-v':
      terminal.out(VERSION);
      return EXIT.ok;
    default:
      throw new Refusal(`There is no command "${command}". epochstreamer --help lists them.`);
  }
}
