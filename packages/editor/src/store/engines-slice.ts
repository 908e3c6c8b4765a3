import type { EngineKind, EngineList, GraphNode } from '@epoch/graph-runtime/model';
import type { EngineServer, WorkflowReport } from '@epoch/graph-runtime/protocol';

/** What a server has, as it was asked last. */
export interface KnownLists {
  /** Name of the server that answered; null when none did. */
  readonly server: string | null;
  /** Why there are no lists; null when there are. */
  readonly message: string | null;
  readonly lists: Readonly<Partial<Record<EngineList, readonly string[]>>>;
}

/** Params and wires of a box while it is of another type, by that type: a swap back finds them again. */
export interface SetAside {
  readonly params: GraphNode['params'];
  readonly exposed: GraphNode['exposed'];
  readonly wires: readonly {
    readonly from: { node: string; port: string };
    readonly to: { node: string; port: string };
  }[];
}

/** Image servers, what they have, and the workflows that were brought. Nothing of it is part of a document. */
export interface EnginesSlice {
  /** In the order in which they are tried; null until the first answer. */
  readonly servers: readonly EngineServer[] | null;
  /** By `listsKey`. */
  readonly lists: Readonly<Record<string, KnownLists>>;
  /** Keys that are being asked for now. */
  readonly asking: readonly string[];
  /** Reports by the id of the workflow. */
  readonly workflows: Readonly<Record<string, WorkflowReport>>;
  /** By `<graph>/<node>`, then by type. */
  readonly aside: Readonly<Record<string, Readonly<Record<string, SetAside>>>>;
}

export const emptyEngines: EnginesSlice = { servers: null, lists: {}, asking: [], workflows: {}, aside: {} };

/** The name of the image server that a box asks; '' for any. */
export function serverNameOf(node: GraphNode | undefined): string {
  return typeof node?.params.server === 'string' ? node.params.server : '';
}

/** Names one server's lists; the empty name is the first server of its kind that answers. */
export function listsKey(kind: EngineKind, server: string): string {
  return `${kind} ${server}`;
}

export function withAsking(engines: EnginesSlice, key: string): EnginesSlice {
  return { ...engines, asking: [...engines.asking.filter((other) => other !== key), key] };
}

/** Lists that came, or null when nobody knows; either way nobody asks for them any more. */
export function withLists(engines: EnginesSlice, key: string, known: KnownLists | null): EnginesSlice {
  const asking = engines.asking.filter((other) => other !== key);
  return { ...engines, asking, lists: known === null ? engines.lists : { ...engines.lists, [key]: known } };
}

/** Servers that changed may have other lists, so what was known is asked again by whoever needs it. */
export function withServers(engines: EnginesSlice, servers: readonly EngineServer[]): EnginesSlice {
  return { ...engines, servers, lists: {} };
}

export function withWorkflow(engines: EnginesSlice, report: WorkflowReport): EnginesSlice {
  return { ...engines, workflows: { ...engines.workflows, [report.id]: report } };
}
