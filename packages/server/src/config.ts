import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isLoopback } from './guard.ts';

/** The project's own folder: three above this file, from the sources and from the build alike. */
export const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));

export const DEFAULT_PORT = 4600;

/** How a server is started. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** The user asked for this port: no other one is taken instead. */
  readonly portIsFixed: boolean;
  readonly dataFolder: string;
  readonly opensBrowser: boolean;
  readonly token: string | null;
  /** Names and origins beside the server's own that it answers to. */
  readonly hosts: readonly string[];
  readonly origins: readonly string[];
}

export const HELP = `EpochStreamer: an AI director for long-form frame-by-frame video.

  npm start -- [options]

  --port N       Port to listen on (default ${DEFAULT_PORT}; the next free one when it is taken and not asked for).
  --host H       Address to listen on (default 127.0.0.1). Beyond this machine it needs a token.
  --token T      Token that every browser has to bring; "new" makes one. Also as EPOCH_TOKEN.
  --data DIR     Folder for productions, graphs and assets (default static/streamer in the project).
  --no-open      Do not open the browser.
  --help         Print this.

Environment: EPOCH_TOKEN, EPOCH_HOSTS (names, comma-separated), EPOCH_ORIGINS (exact origins, comma-separated),
EPOCH_WORKERS (worker threads), COMFY_URL (a ComfyUI server that is tried before those saved in the editor).
`;

export type Parsed =
  | { readonly kind: 'start'; readonly config: Config }
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly message: string };

/** The options of `npm start`. Anything that is not understood is refused in a sentence. */
export function parseConfig(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Parsed {
  const values = readOptions(args);
  if (typeof values === 'string') return { kind: 'refused', message: values };
  if (values.help === true) return { kind: 'help' };
  const port = values.port === undefined ? DEFAULT_PORT : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return { kind: 'refused', message: `--port takes a number from 0 to 65535, not "${values.port}".` };
  }
  const host = values.host ?? '127.0.0.1';
  const given = values.token ?? env.EPOCH_TOKEN ?? '';
  const token = given === 'new' ? randomBytes(16).toString('hex') : given;
  if (token !== '' && !/^[A-Za-z0-9._~-]{16,200}$/.test(token)) {
    return {
      kind: 'refused',
      message: 'A token has 16 to 200 letters, digits or . _ ~ - characters. "--token new" makes one.',
    };
  }
  if (!isLoopback(host) && token === '') {
    const message = `Listening on ${host} lets others on the network in, so a token is needed: add "--token new", or stay on 127.0.0.1.`;
    return { kind: 'refused', message };
  }
  return {
    kind: 'start',
    config: {
      ...{ host, port },
      portIsFixed: values.port !== undefined,
      dataFolder: resolve(values.data ?? join(PROJECT, 'static', 'streamer')),
      opensBrowser: values['no-open'] !== true && (env.CI ?? '') === '',
      token: token === '' ? null : token,
      hosts: listOf(env.EPOCH_HOSTS),
      origins: listOf(env.EPOCH_ORIGINS),
    },
  };
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        token: { type: 'string' },
        data: { type: 'string' },
        'no-open': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)} "npm start -- --help" lists the options.`;
  }
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .filter((item) => item !== '');
}
