import type { Catalogue, NodeCard } from './card.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { GraphDocument, GraphNode } from './graph.ts';
import {
  ENGINE_KINDS,
  type EngineKind,
  type EngineList,
  isConstant,
  isKeyframed,
  type ParamScalar,
  type ParamSpec,
  type TextParam,
} from './param.ts';
import { labelOf, lookUp, titleOf } from './words.ts';

/** Lists of one image server by name; a list that is not there is one that the server does not give. */
export type KnownLists = Readonly<Partial<Record<EngineList, readonly string[]>>>;

/** What is known of image servers at this moment. null: not known, so nothing is held against it. */
export interface EngineKnowledge {
  /** `server`: name of a saved one; '' for any. */
  readonly listsOf: (kind: EngineKind, server: string) => KnownLists | null;
  /** Names of the saved servers of a kind. */
  readonly serversOf?: (kind: EngineKind) => readonly string[] | null;
}

/** One thing of an image server that a box asks for by name. */
interface Choice {
  readonly node: GraphNode;
  readonly name: string;
  readonly spec: TextParam;
  readonly kind: EngineKind;
  readonly server: string;
  /** Frame of the key that holds it; undefined for a constant. */
  readonly frame: number | undefined;
  readonly value: string;
}

const NAMED_AT_MOST = 3;
/** Shorter names are part of others by chance. */
const AKIN_LETTERS = 3;

/**
 * Models, samplers and servers that a graph names and that are not there. Wired params, hidden params, boxes that do not
 * run, '' (the first on the list) and lists that nobody knows are passed over: only what is certainly wrong is told.
 */
export function choiceProblems(
  document: GraphDocument,
  catalogue: Catalogue,
  { listsOf, serversOf = () => null }: EngineKnowledge,
): readonly Diagnostic[] {
  return choicesOf(document, catalogue).flatMap((choice) => {
    if (choice.value === '') return [];
    const { spec, kind, server, value } = choice;
    const there = spec.widget === 'engine-server' ? serversOf(kind) : listOf(listsOf(kind, server), spec);
    return there === null || there.includes(value)
      ? []
      : [problemOf(choice, there, titleOf(document, catalogue, choice.node.id))];
  });
}

/** Kinds and names of the image servers that a graph asks; '' stands for any of the kind. */
export function enginesAsked(
  document: GraphDocument,
  catalogue: Catalogue,
): readonly { readonly kind: EngineKind; readonly server: string }[] {
  const asked = new Map(
    choicesOf(document, catalogue).map(({ kind, server }) => [`${kind} ${server}`, { kind, server }] as const),
  );
  return [...asked.values()];
}

function choicesOf(document: GraphDocument, catalogue: Catalogue): readonly Choice[] {
  const wired = new Set(Object.values(document.edges).map(({ to }) => `${to.node} ${to.port}`));
  return Object.values(document.nodes).flatMap((node) => {
    const card = lookUp(catalogue, node.type);
    if (card === undefined || node.bypassed === true || node.disabled === true) return [];
    return Object.entries(card.params).flatMap(([name, spec]) => {
      if (spec.kind !== 'text' || (spec.widget !== 'engine-server' && spec.widget !== 'engine-list')) return [];
      if (wired.has(`${node.id} ${name}`) || wired.has(`${node.id} server`) || !isShown(spec, node, card)) return [];
      const kind = spec.engineKind ?? kindOf(node, card);
      const server = only(valuesAt(node, card, 'server'));
      if (kind === undefined || (server === undefined && spec.widget === 'engine-list')) return [];
      return keysOf(node, name, spec).map((key) => ({ node, name, spec, kind, server: server ?? '', ...key }));
    });
  });
}

function keysOf(node: GraphNode, name: string, spec: TextParam) {
  const input = lookUp(node.params, name);
  if (isKeyframed(input)) return input.keys.map(({ frame, value }) => ({ frame, value: String(value) }));
  return [{ frame: undefined, value: String(isConstant(input) ? input : spec.default) }];
}

/** All values that a param takes over the film. */
function valuesAt(node: GraphNode, card: NodeCard, name: string): readonly ParamScalar[] {
  const input = lookUp(node.params, name);
  if (isKeyframed(input)) return input.keys.map(({ value }) => value);
  const value = isConstant(input) ? input : lookUp(card.params, name)?.default;
  return value === undefined ? [] : [value];
}

/** The one value as text, '' when there is no such param; undefined when it changes over the film. */
function only(values: readonly ParamScalar[]): string | undefined {
  const [first = '', ...others] = values;
  return others.every((other) => other === first) ? String(first) : undefined;
}

/** A box for several kinds of servers says in its param `kind` which it asks. */
function kindOf(node: GraphNode, card: NodeCard): EngineKind | undefined {
  const kind = only(valuesAt(node, card, 'kind'));
  return ENGINE_KINDS.find((known) => known === kind);
}

/** A param that another one shows is hidden with it. */
function isShown({ visibleWhen }: ParamSpec, node: GraphNode, card: NodeCard): boolean {
  if (visibleWhen === undefined) return true;
  const shower = lookUp(card.params, visibleWhen.param);
  const isWanted = valuesAt(node, card, visibleWhen.param).some((value) => visibleWhen.is.includes(value));
  return isWanted && (shower === undefined || isShown(shower, node, card));
}

function listOf(lists: KnownLists | null, { engineList }: TextParam): readonly string[] | null {
  const list = engineList === undefined ? undefined : lists?.[engineList];
  // Servers that do not give a list are shown with an empty one.
  return list === undefined || list.length === 0 ? null : list;
}

function problemOf(
  { node, name, spec, server, frame, value }: Choice,
  there: readonly string[],
  title: string,
): Diagnostic {
  const where =
    spec.widget === 'engine-server' ? 'among the saved image servers' : `on ${server || 'the image server'}`;
  const nearest = nearestName(value, there);
  const others =
    there.length === 0 ? 'There is none at all' : `There ${there.length === 1 ? 'is' : 'are'} ${inBrief(there)}`;
  const when = frame === undefined ? '' : ` at frame ${frame}`;
  return {
    severity: 'error',
    code: 'engine-choice',
    message: `${labelOf(name, spec)} of ${title} is "${value}"${when}, which is not ${where}. ${others}.`,
    node: node.id,
    param: name,
    ...(frame === undefined
      ? {
          cure: {
            type: 'set-param',
            label: nearest === '' ? 'Take what is there' : `Take "${nearest}"`,
            node: node.id,
            param: name,
            value: nearest,
          },
        }
      : { frame }),
  };
}

/** A few names, and how many more there are. */
function inBrief(names: readonly string[]): string {
  const shown = names.slice(0, NAMED_AT_MOST).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The same file in another folder, case or ending, or one whose name is part of the other; '' when none is like it. */
function nearestName(value: string, names: readonly string[]): string {
  const stem = stemOf(value);
  const isAkin = (other: string) =>
    Math.min(stem.length, other.length) >= AKIN_LETTERS && (other.includes(stem) || stem.includes(other));
  return names.find((name) => stemOf(name) === stem) ?? names.find((name) => isAkin(stemOf(name))) ?? '';
}

/** A file name without folder, ending and case. */
function stemOf(name: string): string {
  const file = name.split(/[\\/]/).at(-1) ?? name;
  return file.replace(/\.[A-Za-z0-9]{1,12}$/, '').toLowerCase();
}
