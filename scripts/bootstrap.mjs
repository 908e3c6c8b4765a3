// The one door to everything: node scripts/bootstrap.mjs start|test|build|bench|soak [options]
// No dependencies and old syntax only up to the Node check, so that any Node can at least read the refusal.
import { checkNode } from './setup/check-node.mjs';

checkNode(process.versions.node);

const { build } = await import('./setup/build.mjs');
const { install } = await import('./setup/install.mjs');
const { withSetupLock } = await import('./setup/lock.mjs');
const { COMMANDS } = await import('./setup/commands.mjs');

const [name = 'start', ...options] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) {
  console.error(`There is no command "${name}". Commands: ${Object.keys(COMMANDS).join(', ')}.`);
  process.exit(2);
}

try {
  await withSetupLock(async () => {
    await install();
    await build({ everything: command.everything });
  });
} catch (error) {
  console.error(`\nEpochStreamer could not be set up.\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
process.exitCode = await command.run(options);
