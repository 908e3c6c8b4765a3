import type { AnyDefinition, ParamSpec } from '@epoch/graph-runtime/model';
import { CATEGORIES } from '@epoch/graph-runtime/model';

const PORT_NAME = /^[a-z][A-Za-z0-9]{0,63}$/;
const SENTENCE_END = /[.?!]$/;

/** `DreamImg2Img` is `dream-img2img`, `HUD` is `hud`: a new word begins at a capital after a small letter. */
export function kebabOf(type: string): string {
  return type
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

/** Everything about a definition that can be wrong without running it, in sentences that name file and place. */
export function findDefects<S>(file: string, node: AnyDefinition<S>, help: string): string[] {
  const defects: string[] = [];
  const check = (holds: boolean, sentence: string) => {
    if (!holds) defects.push(`${file}: ${sentence}`);
  };
  const [category, name] = file.split('/');
  check(name === kebabOf(node.type), `its type ${node.type} belongs into a file ${kebabOf(node.type)}.node.ts`);
  check(category === node.category, `its category ${node.category} is not the folder it stands in`);
  check(CATEGORIES.includes(node.category), `the category ${node.category} does not exist`);
  check(Number.isInteger(node.version) && node.version >= 1, 'its version must be a whole number from 1');
  check(node.title.length > 0, 'it has no title');
  check(/^[Mm]/.test(node.icon), 'its icon is no path');
  check(SENTENCE_END.test(node.doc), 'its doc is no sentence');
  check(help.length > 0, 'it has no help page');

  const sockets = [...Object.entries(node.inputs), ...Object.entries(node.outputs)];
  for (const [port, spec] of sockets) {
    check(PORT_NAME.test(port), `the port ${port} needs a camelCase name`);
    check(SENTENCE_END.test(spec.doc), `the port ${port} has no doc`);
  }
  for (const [param, spec] of Object.entries(node.params)) {
    check(PORT_NAME.test(param), `the param ${param} needs a camelCase name`);
    check(!(param in node.inputs), `an input has the name of the param ${param}`);
    check(SENTENCE_END.test(spec.doc), `the param ${param} has no doc`);
    for (const defect of paramDefects(spec)) check(false, `the param ${param} ${defect}`);
    const { visibleWhen } = spec;
    check(
      visibleWhen === undefined || visibleWhen.param in node.params,
      `${param} is shown by a param that is not there`,
    );
  }
  for (const [output, input] of Object.entries(node.bypass ?? {})) {
    const fits = node.outputs[output]?.type === node.inputs[input]?.type && node.inputs[input] !== undefined;
    check(fits, `bypass ${input} to ${output} joins sockets of different types`);
  }
  return [...defects, ...roleDefects(node).map((sentence) => `${file}: ${sentence}`)];
}

/** A default has to be a value that the param itself would take. */
function paramDefects(spec: ParamSpec): string[] {
  switch (spec.kind) {
    case 'number':
    case 'integer': {
      const whole = spec.kind === 'number' || Number.isInteger(spec.default);
      const inside = spec.default >= spec.min && spec.default <= spec.max;
      return [
        ...(whole ? [] : ['has a default that is not whole']),
        ...(inside ? [] : ['has a default outside its limits']),
      ];
    }
    case 'choice':
      return spec.choices.some(({ value }) => value === spec.default) ? [] : ['has a default that is no choice'];
    case 'text':
      return spec.default.length <= spec.maxLength ? [] : ['has a default that is too long'];
    case 'colour':
      return /^#[0-9a-f]{6}([0-9a-f]{2})?$/.test(spec.default) ? [] : ['has a default that is no colour'];
    case 'boolean':
    case 'asset':
      return [];
  }
}

/** Delays and sinks name ports and params, which have to be there. */
function roleDefects<S>({ delay, sink, inputs, outputs, params }: AnyDefinition<S>): string[] {
  const missing: string[] = [];
  if (delay !== undefined) {
    if (!(delay.initial in inputs) || !(delay.next in inputs))
      missing.push('its delay names an input that is not there');
    if (!(delay.out in outputs)) missing.push('its delay names an output that is not there');
    if (params[delay.frames]?.kind !== 'integer') missing.push('its delay names no whole-number param for its frames');
  }
  if (sink !== undefined) {
    if (inputs[sink.input]?.type !== 'raster') missing.push('its sink names no picture input');
    if (params[sink.folder]?.kind !== 'text') missing.push('its sink names no text param for its folder');
  }
  return missing;
}
