import type { ExposedSocket, GraphDocument, GraphNode, NodeCard, NodeId } from '@epoch/graph-runtime/model';
import type { WorkflowReport } from '@epoch/graph-runtime/protocol';
import type { Recipe } from './graph-slice.ts';

/** The param that holds the id of a stored workflow; null for a box that takes none. */
export function workflowParam(card: NodeCard): string | null {
  const found = Object.entries(card.params).find(([, spec]) => spec.kind === 'text' && spec.widget === 'workflow');
  return found?.[0] ?? null;
}

/** The id of the workflow that a box holds; '' for none. */
export function workflowOf(card: NodeCard, node: GraphNode): string {
  const held = node.params[workflowParam(card) ?? ''];
  return typeof held === 'string' ? held : '';
}

/** Puts a workflow into a box. Sockets that the new one has too keep their wires and values; the others go. */
export function setWorkflowRecipe(id: NodeId, param: string, report: WorkflowReport): Recipe {
  return (draft) => {
    const node = draft.nodes[id];
    if (node === undefined) return;
    node.params[param] = report.id;
    for (const name of Object.keys(node.exposed ?? {})) {
      if (report.exposed[name] === undefined) removeSocket(draft, id, name);
    }
    node.exposed = structuredClone(report.exposed);
  };
}

export function exposeRecipe(id: NodeId, name: string, socket: ExposedSocket): Recipe {
  return ({ nodes }) => {
    const node = nodes[id];
    if (node !== undefined) node.exposed = { ...node.exposed, [name]: structuredClone(socket) };
  };
}

/** Takes a socket off a box, with its wires and its value. */
export function hideRecipe(id: NodeId, name: string): Recipe {
  return (draft) => removeSocket(draft, id, name);
}

function removeSocket(draft: GraphDocument, id: NodeId, name: string): void {
  const node = draft.nodes[id];
  if (node?.exposed === undefined) return;
  delete node.exposed[name];
  delete node.params[name];
  for (const edge of Object.values(draft.edges)) {
    if (edge.to.node === id && edge.to.port === name) delete draft.edges[edge.id];
  }
}

/** A free name for a socket, in camelCase: its role, else the words of its label. */
export function socketName({ role, label }: ExposedSocket, taken: ReadonlySet<string>): string {
  const words = (role === 'free' ? label : role).match(/[A-Za-z0-9]+/g) ?? [];
  const camel = words
    .map((word, at) => (at === 0 ? word.toLowerCase() : word[0]?.toUpperCase() + word.slice(1)))
    .join('');
  const base = (/^[a-z]/.test(camel) ? camel : `in${camel}`).slice(0, 56);
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}${count}`;
  return name;
}

/** The socket of a box that drives an input of its workflow; null when none does. */
export function socketAt(node: GraphNode, place: { readonly node: string; readonly input: string }): string | null {
  const found = Object.entries(node.exposed ?? {}).find(([, { targets }]) =>
    targets.some((target) => target.node === place.node && target.input === place.input),
  );
  return found?.[0] ?? null;
}
