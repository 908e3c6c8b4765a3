import type { ComfyClass, ComfyInput } from '../../comfy.ts';
import { CLASS_LINES } from './class-lines.ts';

const INPUT =
  /^(?<name>\w+)(?<optional>\?)?:(?<type>\w+|\*)(?:=(?<given>[^[{~+]+))?(?:\[(?<min>[^,]+),(?<max>[^\]]+)\])?(?:\{(?<choices>[^}]+)\})?(?<lines>~)?(?<extra>\+)?$/;
const WIDGETS = new Set(['INT', 'FLOAT', 'STRING', 'BOOLEAN', 'COMBO']);

const classes = new Map(CLASS_LINES.trim().split('\n').map(readLine));

/** A class that comes with ComfyUI, as it is in version 0.26.0; null when the table does not have it. */
export function standardClass(type: string): ComfyClass | null {
  return classes.get(type) ?? null;
}

function readLine(line: string): [string, ComfyClass] {
  const [head = '', rest = ''] = line.split(': ', 2);
  const [told = '', outputs = ''] = rest.split('->');
  const inputs = told.trim() === '' ? [] : told.trim().split('; ').map(readInput);
  const type = head.replace('!', '');
  return [
    type,
    {
      inputs: Object.fromEntries(inputs),
      order: inputs.flatMap(([name, input]) => (WIDGETS.has(input.type) ? [name] : [])),
      outputs: outputs.split(' ').filter((output) => output !== ''),
      outputNode: head.endsWith('!'),
    },
  ];
}

function readInput(told: string): [string, ComfyInput] {
  const found = INPUT.exec(told)?.groups;
  if (found?.name === undefined || found.type === undefined) throw new Error(`The table of classes has "${told}".`);
  const { type, given, min, max } = found;
  return [
    found.name,
    {
      type,
      required: found.optional === undefined,
      choices: found.choices?.split('|') ?? null,
      default: given === undefined ? undefined : type === 'BOOLEAN' ? given === 'true' : Number(given),
      min: min === undefined ? undefined : Number(min),
      max: max === undefined ? undefined : Number(max),
      multiline: found.lines !== undefined,
      extraWidget: found.extra !== undefined,
    },
  ];
}
