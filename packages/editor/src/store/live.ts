import { type Catalogue, messageOf, type NodeCard } from '@epoch/graph-runtime/model';
import { http, type ServerEvent } from '@epoch/graph-runtime/protocol';
import { call } from '../api/http-client.ts';
import { type EventSocket, openEventSocket } from '../api/socket.ts';
import {
  forgetGlimpses,
  forgetPreviews,
  onWatchListChange,
  receivePreview,
  watchList,
} from '../previews/preview-registry.ts';
import { followEngineLists, refreshServers } from './actions/engine-actions.ts';
import { refreshGraphs, refreshTemplates, show } from './actions/graph-actions.ts';
import { readHealth } from './actions/health-actions.ts';
import { refreshAssets } from './actions/production-actions.ts';
import { pullGraph, sendNow } from './autosave.ts';
import { editor, setCatalogue, setRun, setView } from './editor-store.ts';
import { EDITOR_ID } from './ids.ts';
import { notify } from './notices.ts';
import { applyEvent, showProduction, withConnection } from './run-slice.ts';
import { isRunning } from './selectors.ts';

/** Watch lists that change within this time travel as one. @unit ms */
const WATCH_GATHER_MS = 40;

/** Connects the store with the server: reads the lists once, then follows the socket for as long as the page lives. */
export function startLive(): () => void {
  const socket = openEventSocket({
    onConnection: (connection) => setRun((run) => withConnection(run, connection)),
    onPreview: ({ header, jpeg }) => {
      if (header.production === editor.getState().run.currentId) receivePreview(header, jpeg);
    },
    onEvent: (event) => {
      setRun((run) => applyEvent(run, event));
      if (event.type === 'production' && !isRunning(editor.getState())) forgetGlimpses();
      void follow(event).catch((error: unknown) => notify('warning', messageOf(error)));
    },
  });
  const unwatch = followWatchList(socket);
  const unfollow = followEngineLists();
  return () => {
    unwatch();
    unfollow();
    socket.close();
  };
}

/** What an event asks this browser to read again. */
async function follow(event: ServerEvent): Promise<void> {
  const openId = editor.getState().graph.document?.id;
  if (event.type === 'templates') await refreshTemplates();
  if (event.type === 'assets') await refreshAssets();
  if (event.type === 'hello') {
    await loadLists();
    if (openId === undefined) await openFirst(event.settings.lastGraphId);
    else await pullGraph(openId);
    sendNow();
  }
  if (event.type === 'graph' && event.graphId === openId && event.editor !== EDITOR_ID) await pullGraph(openId);
}

/** Read after every `hello`: a server that was started anew may know other nodes, graphs and templates. */
async function loadLists(): Promise<void> {
  const { cards } = await call(http.getCatalogue);
  setCatalogue((catalogue) => ({ ...catalogue, cards: byType(cards) }));
  await Promise.all([refreshGraphs(), refreshTemplates(), refreshAssets()]);
  // A graph can be opened without them; the dialog asks again.
  void refreshServers().catch(() => undefined);
}

/** Opens the graph that was open last, else the latest one; with none there the page offers templates. */
async function openFirst(lastGraphId: string | null): Promise<void> {
  const { graphs } = editor.getState().catalogue;
  const wanted = graphs.find(({ id }) => id === lastGraphId) ?? graphs[0];
  if (wanted !== undefined) show((await call(http.readGraph, { params: { graphId: wanted.id } })).graph);
  setCatalogue((catalogue) => ({ ...catalogue, loaded: true }));
}

/** Sends the watch list whenever it or the production in front changes, and reads that production's cues. */
function followWatchList(socket: EventSocket): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = () => {
    timer = undefined;
    socket.watch(editor.getState().run.currentId, watchList());
  };
  const soon = () => {
    timer ??= setTimeout(send, WATCH_GATHER_MS);
  };
  onWatchListChange(soon);
  const unsubscribe = editor.subscribe((state, before) => {
    const isBack = state.run.connection === 'open' && before.run.connection !== 'open';
    if (isBack && state.run.currentId !== null) void readHealth(state.run.currentId);
    if (state.run.currentId === before.run.currentId) return;
    forgetPreviews();
    soon();
    setView((view) => (view.playhead === null ? view : { ...view, playhead: null }));
    if (state.run.currentId === null) return;
    void readCues(state.run.currentId);
    if (!isBack) void readHealth(state.run.currentId);
  });
  soon();
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

async function readCues(productionId: string): Promise<void> {
  const answer = await call(http.readProduction, { params: { productionId } }).catch(() => null);
  if (answer === null) return;
  setRun((run) => (run.currentId === productionId ? { ...showProduction(run, productionId), cues: answer.cues } : run));
}

/** Cards come from the nodes' own contract test; here they are only sorted out by type. */
function byType(cards: readonly unknown[]): Catalogue {
  return Object.fromEntries(cards.filter(isCard).map((card) => [card.type, card]));
}

function isCard(card: unknown): card is NodeCard {
  return typeof card === 'object' && card !== null && 'type' in card && typeof card.type === 'string';
}
