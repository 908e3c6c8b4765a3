import type { App } from './app.ts';

const FIRST_TEMPLATE = 'first-light';

/**
 * What a newcomer sees: on an empty data folder the default graph is made and its production runs, so that the editor
 * opens onto moving pictures. False when there is something already, or nothing to start from.
 */
export async function firstStart({ graphs, templates, productions, settings }: App): Promise<boolean> {
  if (productions.list().length > 0 || (await graphs.list()).length > 0) return false;
  const template = await templates.read(FIRST_TEMPLATE).catch(() => null);
  if (template === null) return false;
  const document = await graphs.create({ document: template });
  await settings.change({ lastGraphId: document.id });
  const production = await productions.create({ graphId: document.id, document, start: true });
  await settings.change({ lastProductionId: production.id });
  return true;
}
