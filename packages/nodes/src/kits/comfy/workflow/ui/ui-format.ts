import {
  asList,
  asNumber,
  asObject,
  asText,
  field,
  type Json,
  type JsonObject,
} from '../../../engines/wire/json-read.ts';
import { invalid } from '../parse-api.ts';

/** What the ComfyUI editor saves: nodes with places and widgets, and links between them. Schemas 0.4 and 1.0 alike. */
export interface UiWorkflow {
  readonly scope: UiScope;
  /** By the id that stands as the type of the nodes that use them. */
  readonly subgraphs: ReadonlyMap<string, UiSubgraph>;
}

export interface UiScope {
  readonly nodes: ReadonlyMap<string, UiNode>;
  readonly links: ReadonlyMap<string, UiLink>;
}

export interface UiSubgraph {
  readonly name: string;
  readonly scope: UiScope;
  readonly inputs: readonly string[];
}

export interface UiNode {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly mode: number;
  readonly inputs: readonly UiInput[];
  /** Types of the outputs. */
  readonly outputs: readonly string[];
  /** By position, or by name as some classes save them. */
  readonly widgets: readonly Json[] | JsonObject;
  /** Of a node that uses a subgraph: the inputs of the subgraph that its widgets stand for, '' for one of an inner node. */
  readonly promoted: readonly string[];
}

export interface UiInput {
  readonly name: string;
  readonly type: string;
  readonly link: string | null;
  /** It is a widget that also has a socket. */
  readonly isWidget: boolean;
  readonly isOptional: boolean;
}

export interface UiLink {
  readonly origin: string;
  readonly originSlot: number;
  readonly target: string;
  readonly targetSlot: number;
}

/** Modes of a node in the editor. @source ComfyUI frontend LGraphEventMode */
export const MUTED = 2;
export const BYPASSED = 4;
/** Ids that stand for the inputs and the outputs of the subgraph itself. */
export const SUBGRAPH_INPUT = '-10';
export const SUBGRAPH_OUTPUT = '-20';
/** The node that a widget of a subgraph's own input is said to belong to. */
const OWN_INPUT = '-1';
/** How the editor draws an optional input. @source ComfyUI frontend RenderShape.HollowCircle */
const OPTIONAL_SHAPE = 7;
const MAX_NODES = 10_000;

export function isUiFormat(json: Json | undefined): boolean {
  return Array.isArray(field(json, 'nodes')) && Array.isArray(field(json, 'links'));
}

/** @throws EpochError WORKFLOW_INVALID when it is too large to be one */
export function parseUi(json: Json | undefined): UiWorkflow {
  const definitions = asList(field(field(json, 'definitions'), 'subgraphs'));
  return {
    scope: readScope(json),
    subgraphs: new Map(
      definitions.map((told) => [
        idOf(field(told, 'id')),
        {
          name: asText(field(told, 'name')),
          scope: readScope(told),
          inputs: asList(field(told, 'inputs')).map((input) => asText(field(input, 'name'))),
        },
      ]),
    ),
  };
}

function readScope(told: Json | undefined): UiScope {
  const nodes = asList(field(told, 'nodes')).map(readNode);
  if (nodes.length > MAX_NODES) throw invalid(`It has more than ${MAX_NODES} nodes.`);
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    links: new Map(asList(field(told, 'links')).flatMap(readLink)),
  };
}

function readNode(told: Json): UiNode {
  const widgets = field(told, 'widgets_values');
  return {
    id: idOf(field(told, 'id')),
    type: asText(field(told, 'type')),
    title: asText(field(told, 'title')).slice(0, 200),
    mode: asNumber(field(told, 'mode')) ?? 0,
    inputs: asList(field(told, 'inputs')).map(readInput),
    outputs: asList(field(told, 'outputs')).map((output) => asText(field(output, 'type'))),
    widgets: asObject(widgets) ?? asList(widgets),
    promoted: asList(field(field(told, 'properties'), 'proxyWidgets')).map((proxy) => {
      const [node, widget] = asList(proxy);
      return String(node) === OWN_INPUT ? asText(widget) : '';
    }),
  };
}

function readInput(told: Json): UiInput {
  const link = field(told, 'link');
  return {
    name: asText(field(told, 'name')),
    type: asText(field(told, 'type')),
    link: link === undefined || link === null ? null : idOf(link),
    isWidget: asObject(field(told, 'widget')) !== null,
    isOptional: field(told, 'shape') === OPTIONAL_SHAPE,
  };
}

/** A list `[id, from, slot, to, slot, type]` in schema 0.4, an object in 1.0 and in subgraphs. */
function readLink(told: Json): [string, UiLink][] {
  const [id, origin, originSlot, target, targetSlot] = Array.isArray(told)
    ? asList(told)
    : ['id', 'origin_id', 'origin_slot', 'target_id', 'target_slot'].map((key) => field(told, key));
  if (id === undefined || origin === undefined || target === undefined) return [];
  return [
    [
      idOf(id),
      {
        origin: idOf(origin),
        originSlot: asNumber(originSlot) ?? 0,
        target: idOf(target),
        targetSlot: asNumber(targetSlot) ?? 0,
      },
    ],
  ];
}

function idOf(told: Json | undefined): string {
  return typeof told === 'number' || typeof told === 'string' ? String(told).slice(0, 100) : '';
}
