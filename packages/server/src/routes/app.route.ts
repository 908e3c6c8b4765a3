import { http } from '@epoch/graph-runtime/protocol';
import type { FastifyInstance } from 'fastify';
import { freeBytes } from '../storage/disk.ts';
import { VERSION } from '../version.ts';
import { mount } from './mount.ts';
import type { RouteServices } from './services.ts';

/** Health, catalogue and the app's own settings. */
export function registerAppRoutes(app: FastifyInstance, services: RouteServices): void {
  const { cards, settings, dataFolder, workers } = services;
  mount(app, http.getHealth, async () => ({
    status: 'ok' as const,
    version: VERSION,
    node: process.version,
    workers,
    diskFreeBytes: await freeBytes(dataFolder),
    dataFolder,
    uptimeSeconds: Math.round(process.uptime()),
  }));
  mount(app, http.getCatalogue, () => ({ cards: [...cards] }));
  mount(app, http.readSettings, () => settings.get());
  mount(app, http.patchSettings, ({ body }) => settings.change(body));
}
