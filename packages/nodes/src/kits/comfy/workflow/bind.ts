import type { ApiGraph } from '../comfy.ts';
import { type ClassTable, nameOf, nodeOf, type Place, titleOf } from './api-graph.ts';
import { traceRoles } from './bind-trace.ts';
import { findOutput, type Output } from './outputs.ts';
import { type Binding, isKnownRole, type Question, ROLES, type Role } from './roles.ts';
import { type TitleTag, taggedPlaces, titleTags } from './title-tags.ts';

export interface BoundWorkflow {
  /** In the order of the sockets. */
  readonly bindings: readonly Binding[];
  readonly questions: readonly Question[];
  readonly output: Output;
  /** Sentences to be read before the first run. */
  readonly warnings: readonly string[];
}

/** A socket that was on a box before, from the workflow that was there then. */
export interface SavedBinding {
  readonly name: string;
  readonly role: Role;
  readonly places: readonly (Place & { readonly type: string; readonly title: string })[];
}

/**
 * Finds what a director wants to steer, by five rules in this order: what the user had bound before and is still there,
 * titles with `ES:` words, the wires back from the output, a class that is there only once. What is left open is asked
 * and never guessed.
 */
export function bindWorkflow(graph: ApiGraph, classes: ClassTable, saved: readonly SavedBinding[] = []): BoundWorkflow {
  const tags = titleTags(graph);
  const output = findOutput(graph, classes, tags);
  const outputs = output.node === null ? output.candidates : [output.node];
  const trace = traceRoles(graph, classes, outputs);
  const kept = keepSaved(graph, saved);
  const bindings = new Map<string, Binding>(kept.bindings.map((binding) => [binding.name, binding]));
  const questions: Question[] = output.question === null ? [] : [output.question];
  const warnings = [...output.remarks, ...kept.warnings];
  addTagged();
  for (const role of ROLES) addTraced(role);
  const order = (binding: Binding) => (isKnownRole(binding.role) ? ROLES.indexOf(binding.role) : ROLES.length);
  const sorted = [...bindings.values()].sort((a, b) => order(a) - order(b));
  return { bindings: sorted, questions, output, warnings: [...warnings, ...picturesIn()] };

  function addTagged(): void {
    for (const name of new Set(tags.map((tag) => tag.name))) {
      const group = tags.filter((tag) => tag.name === name);
      const role = group[0]?.role;
      if (role === undefined || role === 'output' || bindings.has(name)) continue;
      const each = group.map((tag) => ({ tag, places: taggedPlaces(graph, classes, tag) }));
      for (const { tag, places } of each) if (places.length === 0) warnings.push(nothingThere(tag));
      const unclear = each.find(({ places }) => places.length > 1 && role === 'free');
      const places = each.flatMap((one) => one.places);
      if (unclear !== undefined) {
        questions.push({ role: name, message: `Which input is meant by ES:${name}?`, candidates: unclear.places });
      } else if (places.length > 0) bindings.set(name, { name, role, places, by: 'title' });
    }
  }

  function addTraced(role: (typeof ROLES)[number]): void {
    const traced = trace.roles.get(role);
    const isSaved = [...bindings.values()].some((binding) => binding.role === role && binding.by === 'saved');
    if (traced === undefined || bindings.has(role) || isSaved) return;
    const taken = [...bindings.values()].flatMap(({ places }) => places);
    const places = traced.places.filter((place) => !taken.some((other) => isSame(place, other)));
    if (places.length === 0) return;
    if (!traced.isQuestion || places.length === 1) bindings.set(role, { name: role, role, places, by: traced.by });
    else questions.push({ role, message: QUESTIONS[role], candidates: places });
  }

  function nothingThere({ node, name }: TitleTag): string {
    return `${nameOf(graph, node)} is tagged ES:${name}, but has no input that could be it.`;
  }

  function picturesIn(): string[] {
    const image = [...bindings.values()].find(({ role }) => role === 'image');
    const asked = questions.some(({ role }) => role === 'image');
    if (image === undefined && !asked) return [NO_PICTURE];
    if (trace.isTextToImage && image?.by === 'class') return [ONLY_GUIDES];
    return trace.maskIsAlpha ? [ALPHA_MASK] : [];
  }
}

const NO_PICTURE =
  'No picture goes in: this is a text-to-image workflow, and feedback would have no effect. Load a picture (Load Image, VAE Encode) in ComfyUI and wire it into the sampler to make it evolve.';
const ONLY_GUIDES =
  'The picture only guides: the sampler itself starts from an empty latent, so feedback has a weak effect. Wire it through VAE Encode into the sampler to make it evolve.';
const ALPHA_MASK = 'Its mask is the transparency of the picture, and frames are opaque: everything is redrawn.';

const QUESTIONS: Readonly<Record<(typeof ROLES)[number], string>> = {
  image: 'Several pictures go in. Which one is the previous frame?',
  mask: 'Several masks go in. Which one is to be driven?',
  prompt: 'Several texts make up the prompt. Which one is to be driven?',
  negative: 'Several texts make up the negative prompt. Which one is to be driven?',
  seed: 'Several samplers stand side by side. Which seed is to be driven?',
  denoise: 'There are several values for denoise. Which one is to be driven?',
  steps: 'There are several values for steps. Which one is to be driven?',
  cfg: 'There are several values for CFG. Which one is to be driven?',
  width: 'There are several widths. Which one is that of the frame?',
  height: 'There are several heights. Which one is that of the frame?',
};

/** Rule 1: what was bound stays bound while the same node (class and title) is there with the same input. */
function keepSaved(graph: ApiGraph, saved: readonly SavedBinding[]) {
  const bindings: Binding[] = [];
  const warnings: string[] = [];
  for (const { name, role, places } of saved) {
    const there = places.filter(({ node, input, type, title }) => {
      const now = nodeOf(graph, node);
      return now?.class_type === type && titleOf(now) === title && Object.hasOwn(now.inputs, input);
    });
    if (there.length === places.length) {
      bindings.push({ name, role, places: there.map(({ node, input }) => ({ node, input })), by: 'saved' });
    } else warnings.push(`What ${name} was bound to before is not in this workflow any more; it was looked for anew.`);
  }
  return { bindings, warnings };
}

function isSame(a: Place, b: Place): boolean {
  return a.node === b.node && a.input === b.input;
}
