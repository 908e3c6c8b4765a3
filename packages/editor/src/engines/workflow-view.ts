import type { ExposedSocket, GraphNode } from '@epoch/graph-runtime/model';
import type { WorkflowReport } from '@epoch/graph-runtime/protocol';
import { socketAt } from '../store/workflow-edits.ts';

type Free = WorkflowReport['free'][number];
export type Question = WorkflowReport['questions'][number];

/** One line of the list of sockets: an input of the workflow, and its socket on the box when it has one. */
export interface SocketLine {
  readonly key: string;
  readonly label: string;
  /** Node and input in the workflow: `KSampler, steps`. */
  readonly place: string;
  readonly socket: ExposedSocket;
  /** Name on the box; null when it is not put there. */
  readonly name: string | null;
}

/** Sockets found without doubt first, then everything else that could be put on the box, without doubles. */
export function socketLines(report: WorkflowReport, node: GraphNode): readonly SocketLine[] {
  const titles = new Map(report.free.map(({ node: id, input, title }) => [`${id} ${input}`, title]));
  const lines = new Map<string, SocketLine>();
  for (const socket of [...Object.values(report.exposed), ...Object.values(node.exposed ?? {})]) {
    const [target] = socket.targets;
    if (target === undefined) continue;
    const key = `${target.node} ${target.input}`;
    const place = placeOf(titles.get(key) ?? `node ${target.node}`, target.input);
    lines.set(key, { key, label: socket.label, place, socket, name: socketAt(node, target) });
  }
  for (const { node: id, input, title, socket } of report.free) {
    const key = `${id} ${input}`;
    if (lines.has(key)) continue;
    lines.set(key, {
      key,
      label: withoutTitle(socket.label, title),
      place: placeOf(title, input),
      socket,
      name: socketAt(node, { node: id, input }),
    });
  }
  return [...lines.values()];
}

/** The node's title stands beside the label anyway. */
function withoutTitle(label: string, title: string): string {
  return label.startsWith(`${title}: `) ? label.slice(title.length + 2) : label;
}

function placeOf(title: string, input: string): string {
  return `${title}, ${input}`;
}

/** Lines that hold every word of a search. */
export function searchLines(lines: readonly SocketLine[], search: string): readonly SocketLine[] {
  const words = search.toLowerCase().split(/\s+/);
  return lines.filter(({ label, place }) => words.every((word) => `${label} ${place}`.toLowerCase().includes(word)));
}

/** The socket that answers a question; null when the report does not say what goes in there. */
export function answerSocket(
  report: WorkflowReport,
  role: string,
  candidate: Question['candidates'][number],
): ExposedSocket | null {
  const same = ({ node, input }: Free) => node === candidate.node && input === candidate.input;
  const found = report.free.find(same)?.socket;
  return found === undefined ? null : { ...found, role: ROLES.find((known) => known === role) ?? found.role };
}

/** The candidate that was chosen for a question: the one that a socket of this role drives. */
export function answerOf(question: Question, node: GraphNode): Question['candidates'][number] | null {
  if (question.role === OUTPUT) return question.candidates.find((one) => one.node === node.params[OUTPUT]) ?? null;
  return (
    question.candidates.find((one) => {
      const name = socketAt(node, one);
      return name !== null && node.exposed?.[name]?.role === question.role;
    }) ?? null
  );
}

/** The question which node gives the picture is answered by a param of the box. */
export const OUTPUT = 'output';

const ROLES = ['image', 'mask', 'prompt', 'negative', 'seed', 'denoise', 'steps', 'cfg', 'width', 'height'] as const;
