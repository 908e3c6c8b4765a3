import {
  type EdgeId,
  type GraphNode,
  type NodeId,
  type ParamInput,
  storedParam,
  type WireEnd,
  type XY,
} from '@epoch/graph-runtime/model';
import type { Recipe } from './graph-slice.ts';
import { newId } from './ids.ts';

/** Recipes over a document: what each kind of edit changes, and nothing about stores or servers. */

export function addNodeRecipe(node: GraphNode): Recipe {
  return ({ nodes }) => {
    nodes[node.id] = node;
  };
}

/** Positions of nodes and groups after a drag. @unit px at zoom 1 */
export function moveRecipe(positions: Readonly<Record<string, XY>>): Recipe {
  return ({ nodes, groups }) => {
    for (const [id, position] of Object.entries(positions)) {
      const box = nodes[id] ?? groups[id];
      if (box === undefined || (box.position.x === position.x && box.position.y === position.y)) continue;
      box.position = { x: Math.round(position.x), y: Math.round(position.y) };
    }
  };
}

/** Draws a wire; the one that stood in the input goes. */
export function connectRecipe(from: WireEnd, to: WireEnd, replaces: EdgeId | null): Recipe {
  return ({ edges }) => {
    if (replaces !== null) delete edges[replaces];
    const id = newId('e');
    edges[id] = { id, from: { ...from }, to: { ...to } };
  };
}

/** Removes nodes with all their wires, wires, and groups. Nothing is wired around the gap. */
export function removeRecipe(gone: {
  nodes: readonly NodeId[];
  edges: readonly EdgeId[];
  groups: readonly string[];
}): Recipe {
  return (draft) => {
    const nodes = new Set(gone.nodes);
    for (const edge of Object.values(draft.edges)) {
      if (nodes.has(edge.from.node) || nodes.has(edge.to.node)) delete draft.edges[edge.id];
    }
    for (const id of gone.edges) delete draft.edges[id];
    for (const id of gone.nodes) delete draft.nodes[id];
    for (const id of gone.groups) delete draft.groups[id];
  };
}

export function setParamRecipe(node: NodeId, param: string, value: ParamInput): Recipe {
  return ({ nodes }) => {
    const target = nodes[node];
    if (target !== undefined && target.params[param] !== value) target.params[param] = storedParam(value);
  };
}

/** Back to the default of the card: nothing is stored. */
export function resetParamRecipe(node: NodeId, param: string): Recipe {
  return ({ nodes }) => {
    delete nodes[node]?.params[param];
  };
}

/** A flag that is off is not stored, so that a saved graph says only what is out of the ordinary. */
export function setFlagRecipe(ids: readonly NodeId[], flag: 'bypassed' | 'disabled', on: boolean): Recipe {
  return ({ nodes }) => {
    for (const id of ids) {
      const node = nodes[id];
      if (node === undefined) continue;
      if (on) node[flag] = true;
      else delete node[flag];
    }
  };
}

export function renameNodeRecipe(id: NodeId, title: string): Recipe {
  return ({ nodes }) => {
    const node = nodes[id];
    if (node === undefined) return;
    const name = title.trim().slice(0, 120);
    if (name === '') delete node.title;
    else node.title = name;
  };
}

/** Puts a node into a wire: what came out of `from` goes through `input` and `output` before it reaches `to`. */
export function insertOnEdgeRecipe(edge: EdgeId, node: NodeId, input: string, output: string): Recipe {
  return ({ edges }) => {
    const old = edges[edge];
    if (old === undefined) return;
    delete edges[edge];
    const first = newId('e');
    const second = newId('e');
    edges[first] = { id: first, from: { ...old.from }, to: { node, port: input } };
    edges[second] = { id: second, from: { node, port: output }, to: { ...old.to } };
  };
}
