import { join } from 'node:path';
import { messageOf } from '@epoch/graph-runtime/model';
import { buildApp } from './app.ts';
import { type Config, PROJECT } from './config.ts';
import { openEngines } from './engines/engine-store.ts';
import { firstStart } from './first-start.ts';
import { hostNamesOf } from './guard.ts';
import { listen } from './listen.ts';
import { openNodeKit } from './node-kit.ts';
import { takeLock } from './storage/lock.ts';
import { openDataFolder } from './storage/make-folder.ts';
import { openWorkflows } from './workflows/workflow-store.ts';

/** A server that listens. */
export interface Served {
  /** Where the editor is; with the token in it when there is one. */
  readonly url: string;
  /** Sentences for the terminal. */
  readonly notices: readonly string[];
  /** Stops the production and the server; everything is safe when it resolves. */
  close(): Promise<void>;
}

/** Opens the data folder and serves it. @throws EpochError with a sentence when the folder or the port is taken */
export async function serve(config: Config): Promise<Served> {
  const { dataFolder, token, host } = config;
  await openDataFolder(dataFolder);
  const lock = takeLock(join(dataFolder, 'server.lock'), '', `The data folder ${dataFolder}`);
  try {
    const engines = await openEngines({ dataFolder, comfyUrl: process.env.COMFY_URL });
    const workflows = openWorkflows(join(dataFolder, 'workflows'));
    const kit = openNodeKit({ assetFolders: [join(dataFolder, 'assets')], engines, workflows });
    const app = await buildApp({
      dataFolder,
      templatesFolder: join(PROJECT, 'graphs'),
      assetsFolder: join(PROJECT, 'static', 'assets'),
      editorFolder: join(PROJECT, 'packages', 'editor', 'dist', 'app'),
      policy: { hosts: new Set([...hostNamesOf(host), ...config.hosts]), origins: new Set(config.origins), token },
      ...{ kit, engines, engineClients: kit.engineClients, workflows },
    });
    const port = await listen(app.http, config);
    const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
    lock.describe(`http://${shown}:${port}/`);
    const unreadable = app.unreadable.map((line) => `A production could not be read and is left alone: ${line}`);
    const notices = [...unreadable, ...engines.notices];
    const starting = firstStart(app).catch((error: unknown) => console.error(messageOf(error)));
    return {
      url: `http://${shown}:${port}/${token === null ? '' : `?token=${token}`}`,
      notices,
      async close() {
        await starting;
        await app.close();
        await kit.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
