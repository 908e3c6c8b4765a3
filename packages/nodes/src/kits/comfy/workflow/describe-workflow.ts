import type { ExposedSocket } from '@epoch/graph-runtime/model';
import type { ApiGraph } from '../comfy.ts';
import { nodeOf, type Place, titleOf } from './api-graph.ts';
import { type BoundWorkflow, bindWorkflow, type SavedBinding } from './bind.ts';
import { type ClassOf, gatherClasses } from './classes.ts';
import type { WorkflowFormat } from './read-workflow.ts';
import type { Role } from './roles.ts';
import { lacksOf } from './server-check.ts';
import { freeSockets, socketFor } from './sockets.ts';
import { isStandardClass } from './standard/class-names.ts';
import { workflowHash } from './workflow-hash.ts';

/** What is known of a workflow file; mirrors the protocol's workflowReportSchema. */
export interface WorkflowDescription {
  readonly id: string;
  readonly name: string;
  readonly format: WorkflowFormat;
  readonly nodeCount: number;
  readonly conversion: string[];
  readonly exposed: Record<string, ExposedSocket>;
  readonly output: string | null;
  readonly questions: {
    readonly role: string;
    readonly message: string;
    readonly candidates: { readonly node: string; readonly input: string; readonly title: string }[];
  }[];
  readonly free: {
    readonly node: string;
    readonly input: string;
    readonly title: string;
    readonly socket: ExposedSocket;
  }[];
  readonly warnings: string[];
  readonly customClasses: string[];
  readonly confirmed: boolean;
}

export interface DescribeRequest {
  readonly name: string;
  readonly format: WorkflowFormat;
  readonly graph: ApiGraph;
  readonly conversion: readonly string[];
  /** The user has agreed to its custom classes. A workflow without any needs no agreement. */
  readonly confirmed: boolean;
  /** What a server knows of a class, and its name for sentences; without it the usual classes are known all the same. */
  readonly server?: { readonly name: string; readonly classOf: ClassOf };
  /** Sockets that stood on the box for the workflow before this one. */
  readonly previous?: {
    readonly graph: ApiGraph;
    readonly exposed: Readonly<Record<string, Pick<ExposedSocket, 'role' | 'targets'>>>;
  };
}

/** Sides of the picture are driven by the node itself, so that frames come in the size of the film. */
const OWN_ROLES: readonly Role[] = ['width', 'height'];
const LABELS: Readonly<Partial<Record<Role, string>>> = { cfg: 'CFG' };

/** Tells all that a user needs to put a workflow onto a box: sockets, questions, warnings. */
export async function describeWorkflow(request: DescribeRequest): Promise<WorkflowDescription> {
  const { graph, server } = request;
  const types = Object.values(graph).map((node) => node.class_type);
  const classes = await gatherClasses(types, server?.classOf);
  const bound = bindWorkflow(graph, classes.table, savedFrom(request.previous));
  const shown = bound.bindings.filter(({ role }) => !OWN_ROLES.includes(role));
  const custom = customClassesOf(graph);
  const sockets = shown.map(({ name, role, places }): [string, ExposedSocket] => [
    name,
    socketFor(graph, classes.table, { label: labelOf(name, role), role, places }),
  ]);
  return {
    id: workflowHash(graph),
    name: request.name,
    format: request.format,
    nodeCount: types.length,
    conversion: [...request.conversion],
    exposed: Object.fromEntries(sockets),
    output: bound.output.node,
    questions: bound.questions.map(({ role, message, candidates }) => ({
      role,
      message,
      candidates: candidates.map((place) => ({ ...place, title: titleAt(graph, place) })),
    })),
    free: freeSockets(
      graph,
      classes.table,
      shown.flatMap(({ places }) => places),
      (place) => roleAt(bound, place),
    ),
    warnings: [...bound.warnings, ...(server === undefined ? [] : lacksOf(graph, classes, server.name))],
    customClasses: custom,
    confirmed: request.confirmed || custom.length === 0,
  };
}

/** Classes that do not come with ComfyUI, each once. */
export function customClassesOf(graph: ApiGraph): string[] {
  return [...new Set(Object.values(graph).map((node) => node.class_type))].filter((type) => !isStandardClass(type));
}

function savedFrom(previous: DescribeRequest['previous']): SavedBinding[] {
  return Object.entries(previous?.exposed ?? {}).map(([name, { role, targets }]) => ({
    name,
    role,
    places: targets.map((target) => {
      const node = previous && nodeOf(previous.graph, target.node);
      return { ...target, type: node?.class_type ?? '', title: node === undefined ? '' : titleOf(node) };
    }),
  }));
}

/** What an input that is not on the box yet would be to the director: what was found, or asked for, at it. */
function roleAt({ bindings, questions }: BoundWorkflow, { node, input }: Place): Role {
  const at = (place: Place) => place.node === node && place.input === input;
  const bound = bindings.find(({ places }) => places.some(at));
  if (bound !== undefined) return bound.role;
  const asked = questions.find(({ candidates }) => candidates.some(at))?.role;
  return ROLE_WORDS.find((role) => role === asked) ?? 'free';
}

const ROLE_WORDS: readonly Role[] = ['image', 'mask', 'prompt', 'negative', 'seed', 'denoise', 'steps', 'cfg'];

function titleAt(graph: ApiGraph, { node }: Place): string {
  const told = nodeOf(graph, node);
  return told === undefined ? node : titleOf(told) || told.class_type;
}

function labelOf(name: string, role: Role): string {
  const words = name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase();
  return (name === role ? LABELS[role] : undefined) ?? `${words[0]?.toUpperCase()}${words.slice(1)}`;
}
