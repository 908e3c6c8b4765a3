import { spawn } from 'node:child_process';

/** Shows an address in the user's browser. A machine without one is no fault: the address was printed, too. */
export function openBrowser(url: string): void {
  const [command, args] = launcher(url);
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

function launcher(url: string): readonly [command: string, args: readonly string[]] {
  if (process.platform === 'darwin') return ['open', [url]];
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return ['xdg-open', [url]];
}
