import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, type AppOptions, buildApp } from '../app.ts';
import type { EngineClients } from '../engines/engine-clients.ts';
import { type EngineStore, openEngines } from '../engines/engine-store.ts';
import { openWorkflows } from '../workflows/workflow-store.ts';
import { awayClients } from './away-clients.ts';
import { fakeKit, loopGraph } from './fake-kit.ts';
import { solidPng } from './solid-png.ts';

/** A server over a folder of its own, with two assets and a template that ship. */
export interface FakeApp extends App {
  readonly folder: string;
  readonly engines: EngineStore;
  readonly kit: ReturnType<typeof fakeKit>;
  /**
   * One string for all files below the data folder; equal strings mean that nothing changed. Journals are left out: the
   * database tidies its own files up whenever it likes.
   */
  diskMark(): string;
  end(): Promise<void>;
}

interface FakeOptions extends Partial<AppOptions> {
  /** What asks image servers; nobody answers when not given. */
  readonly clientsFor?: (engines: EngineStore) => EngineClients;
}

export async function fakeApp({ clientsFor = () => awayClients, ...options }: FakeOptions = {}): Promise<FakeApp> {
  const root = mkdtempSync(join(tmpdir(), 'epoch-app-'));
  const folder = options.dataFolder ?? join(root, 'data');
  const [templatesFolder, assetsFolder] = [join(root, 'graphs'), join(root, 'assets')];
  for (const path of [templatesFolder, assetsFolder]) mkdirSync(path);
  const template = { ...loopGraph(), id: 'first-light', name: 'First light', description: 'A loop.' };
  writeFileSync(join(templatesFolder, 'first-light.graph.json'), JSON.stringify(template));
  writeFileSync(join(templatesFolder, 'first-light.webp'), Buffer.from('RIFF0000WEBPVP8 '));
  writeFileSync(join(assetsFolder, 'ship.png'), await solidPng(16, 8, 200));
  const kit = fakeKit();
  const engines = await openEngines({ dataFolder: folder, comfyUrl: undefined });
  const app = await buildApp({
    ...{ dataFolder: folder, templatesFolder, assetsFolder, editorFolder: join(root, 'editor'), kit, engines },
    workflows: openWorkflows(join(folder, 'workflows')),
    engineClients: clientsFor(options.engines ?? engines),
    policy: { hosts: new Set(), origins: new Set(), token: null },
    ...options,
  });
  return {
    ...app,
    engines: options.engines ?? engines,
    folder,
    kit,
    diskMark: () => markOf(folder),
    async end() {
      await app.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function markOf(folder: string): string {
  const lines = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('journal.db'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => `${file} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`);
  return lines.sort().join('\n');
}
