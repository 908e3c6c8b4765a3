// The one door to everything: node scripts/bootstrap.mjs start|test|build|bench|soak [options]
// Here and in check-node.mjs only syntax that old Nodes can read (no await outside functions): they must get as far as
// the refusal. All the rest is loaded after it.
import { checkNode } from './setup/check-node.mjs';

checkNode(process.versions.node);

import('./setup/run-command.mjs')
  .then(({ runCommand }) => runCommand(process.argv.slice(2)))
  .then(
    (code) => {
      process.exitCode = code;
    },
    (error) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
