import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphDocument } from '@epoch/graph-runtime/model';
import { runCli } from '../cli/run-cli.ts';
import type { World } from '../cli/world.ts';
import { clientsAnswering, fakeEngines } from './fake-engines.ts';
import { fakeKit, loopGraph } from './fake-kit.ts';
import { fakeTerminal } from './fake-terminal.ts';

/** The command line over small nodes and a folder of its own. */
export function cliStage() {
  const root = mkdtempSync(join(tmpdir(), 'epoch-cli-'));
  const kits: ReturnType<typeof fakeKit>[] = [];
  let names = 0;
  const world: World = {
    dataFolder: join(root, 'data'),
    async nodes() {
      const { definitions, cards } = fakeKit();
      return { definitions, cards };
    },
    async openKit() {
      const kit = fakeKit();
      kits.push(kit);
      return kit;
    },
    /** Servers at addresses with `good` in them answer. */
    openEngines: (dataFolder = root) => fakeEngines(dataFolder, clientsAnswering('good')),
  };
  function newName(ending: string): string {
    names += 1;
    return join(root, `${names}${ending}`);
  }
  return {
    ...{ root, kits, world, newName },
    graphFile(document: GraphDocument | string = loopGraph()): string {
      const file = newName('.graph.json');
      writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document));
      return file;
    },
    async cli(...args: string[]) {
      const terminal = fakeTerminal();
      const exit = await runCli(args, terminal, world);
      return { exit, out: terminal.outLines.join('\n'), err: terminal.errLines.join('\n') };
    },
    end: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Name and sha256 of every still of a production. */
export function stillHashes(folder: string): readonly string[] {
  const stills = join(folder, 'stills');
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(stills, name)))
      .digest('hex');
  return readdirSync(stills)
    .sort()
    .map((name) => `${name} ${hash(name)}`);
}
