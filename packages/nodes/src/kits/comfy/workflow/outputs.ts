import type { ApiGraph } from '../comfy.ts';
import { type ClassTable, nameOf, nodeOf } from './api-graph.ts';
import type { Question } from './roles.ts';
import type { TitleTag } from './title-tags.ts';
import { stepsInto } from './walk.ts';

/** Classes whose pictures a client can fetch. The first two kinds are meant to be kept, a preview is not. */
const SAVING = /^Save.*Image|^SaveImage|^Image ?Save/i;

export interface Output {
  /** Node whose pictures are taken; null when the user has to say. */
  readonly node: string | null;
  /** Every node that could be it. */
  readonly candidates: readonly string[];
  readonly question: Question | null;
  readonly remarks: readonly string[];
}

/** Finds the node whose picture is wanted: the one tagged, else the only one, else the only one that saves. */
export function findOutput(graph: ApiGraph, classes: ClassTable, tags: readonly TitleTag[]): Output {
  const tagged = [...new Set(tags.filter(({ role }) => role === 'output').map(({ node }) => node))];
  const candidates = Object.keys(graph).filter((id) => givesPictures(graph, classes, id));
  const saving = candidates.filter((id) => SAVING.test(nodeOf(graph, id)?.class_type ?? ''));
  const usable = tagged.filter((id) => candidates.includes(id));
  const from = usable.length > 0 ? usable : saving.length > 0 ? saving : candidates;
  const lost = tagged
    .filter((id) => !candidates.includes(id))
    .map((id) => `${nameOf(graph, id)} is tagged ES:output, but gives no picture that could be fetched.`);
  const [only, ...others] = from;
  if (only !== undefined && others.length === 0) {
    const passed = candidates.filter((id) => id !== only).map((id) => nameOf(graph, id));
    const several = `It has several outputs. The picture is taken from ${nameOf(graph, only)}; not made: ${passed.join(', ')}.`;
    return { node: only, candidates, question: null, remarks: passed.length > 0 ? [...lost, several] : lost };
  }
  if (only === undefined) {
    const none = 'It has no node that gives a picture. Add a "Save Image" node in ComfyUI and export it again.';
    return { node: null, candidates, question: null, remarks: [...lost, none] };
  }
  const message = 'Several nodes give a picture. Which one is the frame?';
  const question = { role: 'output', message, candidates: from.map((node) => ({ node, input: '' })) };
  return { node: null, candidates: from, question, remarks: lost };
}

/** Whether a node ends a run and takes pictures. */
function givesPictures(graph: ApiGraph, classes: ClassTable, id: string): boolean {
  const type = nodeOf(graph, id)?.class_type ?? '';
  const known = classes.get(type);
  const ends = known?.outputNode ?? (SAVING.test(type) || /^Preview.*Image/i.test(type));
  return ends && stepsInto(graph, classes, id).some((step) => step.type === 'IMAGE');
}
