import { build } from './build.mjs';
import { COMMANDS } from './commands.mjs';
import { install } from './install.mjs';
import { withSetupLock } from './lock.mjs';

/** Installs and builds what is missing, then carries the command out. Resolves with the exit code. */
export async function runCommand([name = 'start', ...options]) {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    console.error(`There is no command "${name}". Commands: ${Object.keys(COMMANDS).join(', ')}.`);
    return 2;
  }
  try {
    await withSetupLock(async () => {
      await install();
      await build({ everything: command.everything });
    });
  } catch (error) {
    console.error(`\nEpochStreamer could not be set up.\n${error instanceof Error ? error.message : error}`);
    return 1;
  }
  return command.run(options);
}
