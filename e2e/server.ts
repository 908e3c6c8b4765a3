import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../packages/server/dist/main.js', import.meta.url));
const READY = /ready at (http:\/\/\S+)/;
const START_LIMIT_MS = 60_000;

export interface TestServer {
  readonly url: string;
  readonly dataFolder: string;
  /** Ends it as a user does (SIGTERM) and, when `forget` is set, removes its data. */
  stop(options?: { forget?: boolean }): Promise<void>;
  kill9(): Promise<void>;
}

/** Starts the real server as `npm start` does, on a free port, over its own data folder. */
export async function startServer(dataFolder = mkdtempSync(join(tmpdir(), 'epoch-e2e-'))): Promise<TestServer> {
  const child = spawn(process.execPath, [MAIN, '--port', '0', '--no-open', '--data', dataFolder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await readyUrl(child);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    }
  };
  return {
    url,
    dataFolder,
    kill9: () => end('SIGKILL'),
    async stop({ forget = true } = {}) {
      await end('SIGTERM');
      if (forget) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const limit = setTimeout(
      () => reject(new Error(`The server did not get ready. It said:\n${said}`)),
      START_LIMIT_MS,
    );
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const url = READY.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(limit);
      resolve(url);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`The server ended with code ${code}. It said:\n${said}`)));
  });
}
