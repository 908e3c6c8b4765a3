import { join } from 'node:path';
import { runCli } from './cli/run-cli.ts';
import { processTerminal } from './cli/terminal.ts';
import type { World } from './cli/world.ts';
import { PROJECT } from './config.ts';
import { hasErrno } from './storage/durable.ts';

// The program behind `epochstreamer`: what commands do is in cli/run-cli.ts.

/** Nodes are loaded by the commands that need them, so that help and refusals come at once. */
const DATA_FOLDER = join(PROJECT, 'static', 'streamer');
const comfyUrl = process.env.COMFY_URL;

const world: World = {
  dataFolder: DATA_FOLDER,
  async nodes() {
    const { nodeCards, nodeDefinitions } = await import('@epoch/nodes');
    return { definitions: nodeDefinitions, cards: Object.values(nodeCards) };
  },
  async openKit(dataFolder = DATA_FOLDER) {
    const { openEngines } = await import('./engines/engine-store.ts');
    const { openNodeKit } = await import('./node-kit.ts');
    const engines = await openEngines({ dataFolder, comfyUrl });
    const { openWorkflows } = await import('./workflows/workflow-store.ts');
    const workflows = openWorkflows(join(dataFolder, 'workflows'));
    return openNodeKit({ assetFolders: [join(dataFolder, 'assets')], engines, workflows });
  },
  async openEngines(dataFolder = DATA_FOLDER) {
    const { openEngines } = await import('./engines/engine-store.ts');
    const { createEngineDesk } = await import('./engines/engine-desk.ts');
    const { openNodeKit } = await import('./node-kit.ts');
    const store = await openEngines({ dataFolder, comfyUrl });
    const { engineClients, close } = openNodeKit({ engines: store });
    return { store, desk: createEngineDesk(store, engineClients), close };
  },
};

// Whoever reads may stop reading: `epochstreamer nodes | head`, `epochstreamer render ... 2>&1 | head`.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (!hasErrno(error, 'EPIPE')) throw error;
  });
}

const [command, ...rest] = process.argv.slice(2);
if (command === 'serve') {
  process.argv.splice(2, process.argv.length, ...rest);
  await import(new URL('./main.js', import.meta.url).href);
} else {
  process.exitCode = await runCli(process.argv.slice(2), processTerminal(), world);
}
