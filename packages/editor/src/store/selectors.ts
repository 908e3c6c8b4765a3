import {
  type Catalogue,
  cardOfBox,
  choiceProblems,
  type Diagnostic,
  type EdgeId,
  type EngineKnowledge,
  type GraphDocument,
  type GraphNode,
  type NodeCard,
  type NodeId,
} from '@epoch/graph-runtime/model';
import type { Production, WireNodeReport } from '@epoch/graph-runtime/protocol';
import { checkGraph, filmOf, type ScheduleFilm } from '@epoch/graph-runtime/schedule';
import { listsKey } from './engines-slice.ts';
import { memoTwo } from './memo.ts';
import type { EditorState } from './state.ts';

/** The production in front; null when there is none. */
export function currentProduction({ run }: EditorState): Production | null {
  return run.currentId === null ? null : (run.productions[run.currentId] ?? null);
}

/** The production in front draws frames of the graph that is open. */
export function isRunning(state: EditorState): boolean {
  return currentProduction(state)?.state === 'running';
}

/** The production in front is one of the graph that is open, so its reports and pictures belong on this canvas. */
export function runsOpenGraph(state: EditorState): boolean {
  const production = currentProduction(state);
  return production !== null && production.graphId === state.graph.document?.id;
}

/** What a node did in the last frame; undefined when it did not run or another graph is running. */
export function reportOf(state: EditorState, id: NodeId): WireNodeReport | undefined {
  return runsOpenGraph(state) ? state.run.reports[id] : undefined;
}

/** Values leave this node at every frame now: the film runs and the node was evaluated, or is a delay that hands on. */
export function isFlowing(state: EditorState, id: NodeId): boolean {
  // While the connection is lost nobody here knows what runs.
  if (!isRunning(state) || state.run.connection !== 'open') return false;
  const report = reportOf(state, id);
  if (report === undefined || state.graph.document?.nodes[id]?.disabled === true) return false;
  return report.durationMs !== null || cardOf(state, state.graph.document?.nodes[id] ?? null)?.delay !== undefined;
}

/** What a node says of itself in the film of the open graph; '' when it says nothing. */
export function remarkOf(state: EditorState, id: NodeId): string {
  return runsOpenGraph(state) ? (state.run.remarks[id] ?? '') : '';
}

/** When the frame that waits for this node's image server is tried again (ISO 8601); null while none does. */
export function waitOf(state: EditorState, id: NodeId): string | null {
  const production = currentProduction(state);
  if (production?.state !== 'waiting' || !runsOpenGraph(state)) return null;
  return production.problem?.node === id ? production.retryAt : null;
}

/** Share of the present frame that a node's engine has done; null when it does not work on one. @unit 0..1 */
export function progressOf(state: EditorState, id: NodeId): number | null {
  return isRunning(state) && runsOpenGraph(state) ? (state.run.progress[id] ?? null) : null;
}

/** The one selected node; null when none or several are. */
export function selectedNode({ graph, view }: EditorState): GraphNode | null {
  const id = view.selectedNodes.length === 1 ? view.selectedNodes[0] : undefined;
  return id === undefined ? null : (graph.document?.nodes[id] ?? null);
}

/** The card of one box, with the sockets that were put on this box. */
export function cardOf({ catalogue }: EditorState, node: GraphNode | null): NodeCard | null {
  return (node === null ? undefined : cardOfBox(catalogue.cards, node)) ?? null;
}

/** The user's own name of a node, else the title of its card, else its type. */
export function titleOf(state: EditorState, id: NodeId): string {
  const node = state.graph.document?.nodes[id];
  return node?.title ?? (node === undefined ? id : (state.catalogue.cards[node.type]?.title ?? node.type));
}

/**
 * Frame the timeline and the inspector look at: the playhead where a person put it, else the film's, also of a film that
 * does not run now. @unit frames
 */
export function frameInView(state: EditorState): number {
  const { view, run } = state;
  return view.playhead ?? run.frame ?? Math.max(0, (currentProduction(state)?.framesDone ?? 0) - 1);
}

/** The film that the open graph's schedules are counted by; none while nothing is open. */
export const filmInView = memoTwo(
  ({ graph }: EditorState) => graph.document?.settings,
  ({ graph }: EditorState) => graph.document === null,
  (settings): ScheduleFilm | undefined => (settings === undefined ? undefined : filmOf({ settings })),
);

const none: readonly Diagnostic[] = [];

/** What the image servers are known to have; nothing is held against a server that did not answer. */
const engineKnowledge = memoTwo(
  ({ engines }: EditorState) => engines.lists,
  ({ engines }: EditorState) => engines.servers,
  (lists, servers): EngineKnowledge => ({
    listsOf(kind, server) {
      const known = lists[listsKey(kind, server)];
      return known === undefined || known.message !== null ? null : known.lists;
    },
    serversOf: (kind) => servers?.filter((server) => server.kind === kind).map(({ name }) => name) ?? null,
  }),
);

const choicesMissing = memoTwo(
  memoTwo(
    ({ graph }: EditorState) => graph.document,
    ({ catalogue }: EditorState) => catalogue.cards,
    (document, cards) => ({ document, cards }),
  ),
  engineKnowledge,
  ({ document, cards }, knowledge) => (document === null ? none : choiceProblems(document, cards, knowledge)),
);

/** What the user can mend: found in the document here, then met by the server. The same list until one changes. */
export const problemsOf = memoTwo(
  (state: EditorState) => state.run.serverProblems,
  memoTwo(
    memoTwo(
      ({ graph }: EditorState) => graph.document,
      ({ catalogue }: EditorState) => catalogue.cards,
      problemsInDocument,
    ),
    choicesMissing,
    (wrong, missing) => (missing.length === 0 ? wrong : [...wrong, ...missing]),
  ),
  (fromServer, fromDocument) => {
    const found = new Set(fromDocument.map(({ message }) => message));
    const met = fromServer.filter(({ message }) => !found.has(message)).map(withoutAlarm);
    return met.length === 0 ? fromDocument : [...met, ...fromDocument];
  },
);

/** A frame that is tried again by itself is nothing that anybody has to mend. */
function withoutAlarm(problem: Diagnostic): Diagnostic {
  return problem.retryAfterMs === undefined ? problem : { ...problem, severity: 'warning' };
}

/** The worst problem of each node. */
export const problemsByNode = memoTwo(
  problemsOf,
  ({ graph }: EditorState) => graph.document,
  (problems, document) => {
    const byNode = new Map<NodeId, Diagnostic>();
    for (const problem of problems) {
      const node = problem.node ?? (problem.edge === undefined ? undefined : document?.edges[problem.edge]?.to.node);
      if (node === undefined) continue;
      const known = byNode.get(node);
      if (known === undefined || (known.severity === 'warning' && problem.severity === 'error'))
        byNode.set(node, problem);
    }
    return byNode;
  },
);

/** The wire that stands in each input, under `node.port`. */
export const wiresByInput = memoTwo(
  ({ graph }: EditorState) => graph.document?.edges,
  ({ graph }: EditorState) => graph.document === null,
  (edges): ReadonlyMap<string, EdgeId> => {
    const byInput = new Map<string, EdgeId>();
    for (const edge of Object.values(edges ?? {})) byInput.set(`${edge.to.node}.${edge.to.port}`, edge.id);
    return byInput;
  },
);

/** Names of a node's wired inputs, parted by blanks: a text compares by value. */
export function wiredPorts(state: EditorState, id: NodeId): string {
  return portsByNode(state).get(id) ?? '';
}

const portsByNode = memoTwo(
  ({ graph }: EditorState) => graph.document?.edges,
  ({ graph }: EditorState) => graph.document === null,
  (edges): ReadonlyMap<NodeId, string> => {
    const byNode = new Map<NodeId, string>();
    for (const { to } of Object.values(edges ?? {})) {
      const known = byNode.get(to.node);
      byNode.set(to.node, known === undefined ? to.port : `${known} ${to.port}`);
    }
    return byNode;
  },
);

/** A small number for each wire that tells wires into the same node apart, so that they are not drawn on each other. */
export const wireLanes = memoTwo(
  ({ graph }: EditorState) => graph.document?.edges,
  ({ graph }: EditorState) => graph.document === null,
  (edges): ReadonlyMap<EdgeId, number> => {
    const lanes = new Map<EdgeId, number>();
    for (const id of Object.keys(edges ?? {})) lanes.set(id, lanes.size % 4);
    return lanes;
  },
);

function problemsInDocument(document: GraphDocument | null, cards: Catalogue): readonly Diagnostic[] {
  return document === null || Object.keys(cards).length === 0 ? none : checkGraph(document, cards);
}
