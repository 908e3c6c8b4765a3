import type { Catalogue } from './card.ts';
import { cardOfBox } from './card-for-node.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { GraphDocument } from './graph.ts';
import { isConstant, isKeyframed, type ParamInput } from './param.ts';
import { labelOf, lookUp, titleOf } from './words.ts';

/** `{name}` or `{name:format}`; `{{` and `}}` are braces. */
const FIELD = /\{\{|\}\}|\{([A-Za-z]\w*)(?::[^{}]*)?\}/g;

/** Templates name only fields that there are. A wrong one is a warning: it is shown as it is written, and the film goes on. */
export function checkTemplates(document: GraphDocument, catalogue: Catalogue): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const node of Object.values(document.nodes)) {
    for (const [param, spec] of Object.entries(cardOfBox(catalogue, node)?.params ?? {})) {
      if (spec.kind !== 'text' || spec.fields === undefined) continue;
      const unknown = textsOf(lookUp(node.params, param)).flatMap((text) => unknownFields(text, spec.fields ?? []));
      const first = unknown[0];
      if (first === undefined) continue;
      const place = `${labelOf(param, spec)} of ${titleOf(document, catalogue, node.id)}`;
      const message = `${place} names {${first}}, which is not a field. There are ${spec.fields.join(', ')}.`;
      problems.push({ severity: 'warning', code: 'param-range', message, node: node.id, param });
    }
  }
  return problems;
}

/** Names in braces that are not among the fields, in order. */
export function unknownFields(template: string, fields: readonly string[]): string[] {
  return [...template.matchAll(FIELD)].flatMap(([, name]) =>
    name === undefined || fields.includes(name) ? [] : [name],
  );
}

function textsOf(input: ParamInput | undefined): readonly string[] {
  const values = isConstant(input) ? [input] : isKeyframed(input) ? input.keys.map(({ value }) => value) : [];
  return values.filter((value) => typeof value === 'string');
}
