import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogueOf } from '@epoch/graph-runtime/engine';
import type { FastifyInstance } from 'fastify';
import { type AssetStore, openAssets } from './assets/asset-store.ts';
import { createChoiceCheck } from './engines/choice-check.ts';
import type { EngineClients } from './engines/engine-clients.ts';
import { createEngineDesk } from './engines/engine-desk.ts';
import type { EngineStore } from './engines/engine-store.ts';
import { type GraphStore, openGraphs } from './graphs/graph-store.ts';
import { openTemplates, type TemplateStore } from './graphs/template-store.ts';
import { type GuardPolicy, judge } from './guard.ts';
import { createHttp } from './http-app.ts';
import { createLastStill } from './last-still.ts';
import { createManager } from './productions/manager.ts';
import type { ProductionManager } from './productions/manager-types.ts';
import type { NodeKit } from './productions/node-kit.ts';
import { sweepScratch } from './productions/scratch.ts';
import { createShelf } from './productions/shelf.ts';
import { createThumbnails } from './routes/pictures.ts';
import { attachSockets } from './socket/attach.ts';
import { createHub } from './socket/hub.ts';
import { createPreviewShelf } from './socket/preview-shelf.ts';
import { openSettings, type SettingsStore } from './storage/settings-store.ts';
import { VERSION } from './version.ts';
import { createWorkflowDesk } from './workflows/workflow-desk.ts';
import type { WorkflowStore } from './workflows/workflow-store.ts';

/** What a server is made of. Tests give a kit of their own and small folders. */
export interface AppOptions {
  readonly dataFolder: string;
  /** Templates that ship. */
  readonly templatesFolder: string;
  /** Assets that ship. */
  readonly assetsFolder: string;
  /** The built editor; a sentence is shown in its place when it is not there. */
  readonly editorFolder: string;
  readonly policy: GuardPolicy;
  readonly kit: NodeKit;
  /** Image servers, and what asks them outside of films. */
  readonly engines: EngineStore;
  readonly engineClients: EngineClients;
  /** Workflows that users brought; the nodes read the same. */
  readonly workflows: WorkflowStore;
}

export interface App {
  readonly http: FastifyInstance;
  readonly graphs: GraphStore;
  readonly templates: TemplateStore;
  readonly assets: AssetStore;
  readonly settings: SettingsStore;
  readonly productions: ProductionManager;
  /** Productions that could not be read, as sentences. */
  readonly unreadable: readonly string[];
  /** Stops the live production, then the server. */
  close(): Promise<void>;
}

/** Opens the stores below the data folder and puts the whole server together. It listens when `http.listen` is called. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { dataFolder, kit, policy, engines } = options;
  await mkdir(dataFolder, { recursive: true });
  const trash = join(dataFolder, 'trash');
  const { definitions, pictures, cards } = kit;
  const catalogue = catalogueOf(definitions);
  const settings = await openSettings(join(dataFolder, 'streamer.json'));
  const graphs = openGraphs({ folder: join(dataFolder, 'graphs'), trash, catalogue, definitions });
  const templates = openTemplates({ builtIn: options.templatesFolder, own: join(dataFolder, 'templates'), trash });
  const assets = openAssets({ builtIn: options.assetsFolder, own: join(dataFolder, 'assets') }, pictures);

  const shelf = createShelf(dataFolder);
  const hub = createHub({
    version: VERSION,
    settings: settings.get,
    productions: () => productions,
    lastStill: createLastStill(() => productions, pictures),
    shelf: createPreviewShelf(shelf.folderOf),
  });
  const productions = createManager({
    ...{ shelf, kit, listener: hub.listener },
    graphOf: (id) => graphs.read(id).catch(() => null),
    graphs,
    program: VERSION,
  });
  for (const graphId of await sweepScratch(dataFolder)) await graphs.remove(graphId).catch(() => {});
  const unreadable = await shelf.load();

  const engineDesk = createEngineDesk(engines, options.engineClients);
  const http = await createHttp({
    policy,
    editorFolder: options.editorFolder,
    services: {
      ...{ cards, dataFolder, graphs, templates, assets, settings, productions, pictures, hub, engines, engineDesk },
      choicesOf: createChoiceCheck({ store: engines, desk: engineDesk, catalogue }),
      workflows: createWorkflowDesk(options.workflows, options.engineClients),
      workers: kit.workers,
      thumbnails: createThumbnails(pictures),
    },
  });
  const sockets = attachSockets(http.server, {
    allows: (request) => judge(request, policy) === null,
    connect: hub.connect,
  });

  return {
    ...{ http, graphs, templates, assets, settings, productions, unreadable },
    async close() {
      await productions.close();
      await hub.close();
      sockets.close();
      await http.close();
    },
  };
}
