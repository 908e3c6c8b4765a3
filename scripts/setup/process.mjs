import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from './paths.mjs';

/** Ctrl+C at a terminal reaches the whole group, and Windows has no other: passed on, it would arrive twice or kill. */
const INTERRUPT_ARRIVES_BY_ITSELF =
  process.platform === 'win32' || [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY === true);

/**
 * Runs a program in the project's folder with this terminal and resolves with its exit code. It gets Ctrl+C once, and
 * SIGTERM, so that it can end in its own time.
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
    const pass = (signal) => {
      if (signal !== 'SIGINT' || !INTERRUPT_ARRIVES_BY_ITSELF) child.kill(signal);
    };
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

/** npm's own JavaScript file: what started us (when that was npm), else the one beside this Node, else that in PATH. */
export function npmCli(env = process.env, home = dirname(process.execPath)) {
  const places = [
    env.npm_execpath,
    join(home, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(home, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(home, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
    ...npmInPath(env),
  ];
  const found = places.find((place) => place !== undefined && /npm-cli\.c?js$/.test(place) && existsSync(place));
  if (found === undefined) throw new Error('npm was not found beside Node.js. Install Node.js with npm and try again.');
  return found;
}

/** A folder of PATH holds npm as a link to its JavaScript file, or (Windows) a script beside the package. */
function npmInPath(env) {
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => {
    const link = join(folder, 'npm');
    const target = existsSync(link) ? [realpathSync(link)] : [];
    return [...target, join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')];
  });
}
