import { http, type Production } from '@epoch/graph-runtime/protocol';
import { call } from '../../api/http-client.ts';
import { settled } from '../autosave.ts';
import { editor, setRun, setView } from '../editor-store.ts';
import { notify } from '../notices.ts';
import { applyEvent } from '../run-slice.ts';
import { openGraph, refreshGraphs, show } from './graph-actions.ts';
import { guarded } from './guarded.ts';
import { bringToFront } from './production-actions.ts';

interface NewTake {
  readonly productionId: string;
  /** First frame that the take draws itself. */
  readonly frame: number;
  readonly name?: string;
  readonly start: boolean;
  /** Teleports that the film before took from this frame on are planned again. */
  readonly repeatTeleports?: boolean;
}

/** Opens the dialog that makes a new take; its frame is proposed there. @unit frames */
export function askForTake(frame: number): void {
  setView((view) => ({ ...view, dialog: 'new-take', takeFrame: Math.max(0, Math.round(frame)), quickAdd: null }));
}

/** Goes on differently from a frame. The film before is kept as it is; the take and its own graph come to the front. */
export async function createTake({ productionId, ...wanted }: NewTake): Promise<Production | null> {
  await settled();
  const answer = await guarded(() => call(http.createTake, { params: { productionId }, body: wanted }));
  if (answer === null) return null;
  adopt(answer.production);
  show(answer.graph);
  bringToFront(answer.production.id);
  await guarded(refreshGraphs);
  return answer.production;
}

/** Marks the take that counts; the one that was marked before gives the mark up. */
export async function promoteTake(productionId: string): Promise<void> {
  const answer = await guarded(() => call(http.promoteTake, { params: { productionId } }));
  if (answer === null) return;
  adopt(answer.production);
  notify('success', `"${answer.production.name}" is the take that counts.`);
}

/** Brings a take to the front together with the graph it is drawn by. */
export async function openTake(productionId: string): Promise<void> {
  const { run, graph, catalogue } = editor.getState();
  const production = run.productions[productionId];
  if (production === undefined) return;
  if (production.graphId !== graph.document?.id) {
    if (!catalogue.graphs.some(({ id }) => id === production.graphId)) await guarded(refreshGraphs);
    if (!(await openGraph(production.graphId))) return;
  }
  bringToFront(productionId);
}

/** Moves a production to the trash, with a way back. */
export async function deleteProduction({ id, name, framesDone }: Production): Promise<boolean> {
  const answer = await guarded(() => call(http.deleteProduction, { params: { productionId: id } }));
  if (answer === null) return false;
  setRun((run) => applyEvent(run, { type: 'production-removed', seq: 0, production: id }));
  notify('info', `"${name}" is in the trash, with its ${framesDone} frames.`, {
    label: 'Undo',
    run: () => void restoreProduction(id),
  });
  return true;
}

async function restoreProduction(productionId: string): Promise<void> {
  const answer = await guarded(() => call(http.restoreProduction, { params: { productionId } }));
  if (answer === null) return;
  adopt(answer.production);
  if (editor.getState().run.currentId === null) bringToFront(productionId);
}

/** What an event has told of a production since is newer than a reply. */
function adopt(production: Production): void {
  setRun((run) => {
    const known = run.productions[production.id];
    const told = known === undefined ? production : { ...known, promoted: production.promoted };
    return { ...run, productions: { ...run.productions, [production.id]: told } };
  });
}
