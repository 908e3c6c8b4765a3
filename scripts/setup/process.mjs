import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * Runs a program in the project's folder with this terminal and resolves with its exit code. Ctrl+C and SIGTERM are
 * passed on, so that the program can end in its own time.
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    const settle = () => process.removeListener('SIGINT', pass).removeListener('SIGTERM', pass);
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      settle();
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/** A program of a package, by its JavaScript file: no .cmd shims, no shell. */
export function packageBin(path) {
  return join(ROOT, 'node_modules', ...path.split('/'));
}

/** npm's own JavaScript file: what started us, else the one beside this Node. */
export function npmCli() {
  const home = dirname(process.execPath);
  const places = [
    process.env.npm_execpath,
    join(home, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(home, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(home, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ];
  const found = places.find((place) => place !== undefined && /npm-cli\.c?js$/.test(place) && existsSync(place));
  if (found === undefined) throw new Error('npm was not found beside Node.js. Install Node.js with npm and try again.');
  return found;
}
