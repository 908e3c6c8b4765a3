import { EpochError, type GraphSettings } from '@epoch/graph-runtime/model';
import { type Asset, http, type Production, type ProductionCommand } from '@epoch/graph-runtime/protocol';
import { call, upload } from '../../api/http-client.ts';
import { forgetPreviews } from '../../previews/preview-registry.ts';
import { settled } from '../autosave.ts';
import { editor, setCatalogue, setRun } from '../editor-store.ts';
import { notify } from '../notices.ts';
import { applyEvent, showProduction } from '../run-slice.ts';
import type { RunSlice } from '../state.ts';
import { openGraph } from './graph-actions.ts';
import { guarded } from './guarded.ts';

interface NewProduction {
  readonly name?: string;
  readonly settings?: Partial<GraphSettings>;
  readonly start?: boolean;
}

/** New Production of the open graph: frame 0, a folder of its own, nothing overwritten. */
export async function newProduction(options: NewProduction = {}): Promise<boolean> {
  const graphId = editor.getState().graph.document?.id;
  if (graphId === undefined) {
    notify('info', 'Open a graph first, then a production of it can start.');
    return false;
  }
  await settled();
  const { start = true, ...given } = options;
  const answer = await guarded(() => call(http.createProduction, { body: { graphId, start, ...given } }));
  if (answer === null) return false;
  bringToFront(answer.production.id);
  setRun((run) => adoptReply(run, answer.production));
  return true;
}

/** Goes on with a production where its last safe frame ended, on its own graph. */
export async function resumeSession(productionId: string): Promise<boolean> {
  const production = editor.getState().run.productions[productionId];
  const open = editor.getState().graph.document?.id;
  const { graphs } = editor.getState().catalogue;
  if (production !== undefined && production.graphId !== open && graphs.some(({ id }) => id === production.graphId)) {
    await openGraph(production.graphId);
  }
  bringToFront(productionId);
  return command('resume', productionId);
}

/** Looks at a production without changing it. */
export function bringToFront(productionId: string): void {
  if (editor.getState().run.currentId === productionId) return;
  forgetPreviews();
  setRun((run) => showProduction(run, productionId));
}

/** pause, unpause, step, stop, resume or start the production in front. */
export async function command(name: ProductionCommand, productionId?: string): Promise<boolean> {
  const id = productionId ?? editor.getState().run.currentId;
  if (id === null) return false;
  if (name !== 'pause' && name !== 'stop') await settled();
  const params = { productionId: id, command: name };
  const answer = await guarded(() => call(http.commandProduction, { params }));
  if (answer === null) return false;
  setRun((run) => adoptReply(run, answer.production));
  return true;
}

/**
 * A reply may be older than an event that overtook it on the socket, and a paused film must not look as if it ran.
 * While events come, they alone are believed of a production that is known.
 */
function adoptReply(run: RunSlice, production: Production): RunSlice {
  if (run.connection === 'open' && run.productions[production.id] !== undefined) return run;
  return applyEvent(run, { type: 'production', seq: 0, production });
}

/** Stores a picture or a sound; the server numbers it when the name is taken. */
export async function uploadAsset(file: File): Promise<Asset | null> {
  const form = new FormData();
  form.set('file', file, file.name);
  const answer = await guarded(async () => {
    const parsed = http.assetReply.safeParse(await upload(http.ASSET_UPLOAD_URL, {}, form));
    if (!parsed.success)
      throw new EpochError('INTERNAL', `"${file.name}" was sent, but the server's answer is unreadable.`);
    return parsed.data.asset;
  });
  if (answer !== null) await refreshAssets().catch(() => undefined);
  return answer;
}

export async function refreshAssets(): Promise<void> {
  const { assets } = await call(http.listAssets);
  setCatalogue((catalogue) => ({ ...catalogue, assets }));
}
