import { type AnyContext, type AnyDefinition, param, port } from '../model/index.ts';
import { solidRaster } from './rasters.ts';

/** What toys may ask for: a gate they wait at, and a list of what ran, both for tests to hold. */
export interface ToyServices {
  readonly gate?: (name: string, frame: number) => Promise<void>;
  readonly log?: (name: string, frame: number) => void;
}

type Toy = Partial<AnyDefinition<ToyServices>> & Pick<AnyDefinition<ToyServices>, 'type' | 'evaluate'>;

/** A definition of which only the telling parts are given. */
export function toy(given: Toy): AnyDefinition<ToyServices> {
  return {
    ...{ version: 1, title: given.type, category: 'direct', icon: 'M0 0', doc: 'A toy.' },
    ...{ inputs: {}, outputs: {}, params: {}, varies: 'inputs', hasMemory: false },
    ...given,
  };
}

const number = port.number({ doc: 'A number.' });
const optionalNumber = port.number({ doc: 'A number.', optional: true });
const name = param.text({ default: '', maxLength: 40, doc: 'Name in the log.' });

function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function logged({ params, services, frame }: AnyContext<ToyServices>): string {
  const called = String(params.name ?? '');
  services.log?.(called, frame.index);
  return called;
}

/** Small nodes that a test can see through. All of them do sums. */
export const TOYS: readonly AnyDefinition<ToyServices>[] = [
  toy({
    type: 'Number',
    outputs: { value: number },
    params: { value: param.number({ default: 0, min: -1000, max: 1000, unit: 'none', doc: 'The number.' }), name },
    evaluate: (context) => {
      logged(context);
      return { value: context.params.value };
    },
  }),
  toy({
    type: 'FrameNumber',
    outputs: { value: port.integer({ doc: 'Index of the frame.' }) },
    varies: 'frame',
    evaluate: ({ frame }) => ({ value: frame.index }),
  }),
  toy({
    type: 'Sum',
    inputs: { left: number, right: optionalNumber },
    outputs: { sum: number },
    params: { name, times: param.number({ default: 1, min: -10, max: 10, unit: 'x', doc: 'Factor of the sum.' }) },
    evaluate: (context) => {
      logged(context);
      const { inputs, params } = context;
      return { sum: (asNumber(inputs.left) + asNumber(inputs.right)) * asNumber(params.times) };
    },
  }),
  toy({
    type: 'Slow',
    inputs: { value: number },
    outputs: { value: number },
    params: { name },
    evaluate: async (context) => {
      const called = logged(context);
      await context.services.gate?.(called, context.frame.index);
      return { value: context.inputs.value };
    },
  }),
  toy({
    type: 'Counter',
    inputs: { add: optionalNumber },
    outputs: { total: number },
    varies: 'frame',
    hasMemory: true,
    evaluate: ({ inputs, memory }) => {
      const total = asNumber(memory) + asNumber(inputs.add ?? 1);
      return { outputs: { total }, memory: total };
    },
  }),
  toy({
    type: 'Delay',
    title: 'Feedback delay',
    category: 'feedback',
    inputs: { initial: optionalNumber, next: number },
    outputs: { out: number },
    params: { frames: param.integer({ default: 1, min: 1, max: 8, unit: 'frames', doc: 'How long.' }) },
    varies: 'frame',
    delay: { initial: 'initial', next: 'next', out: 'out', frames: 'frames' },
    evaluate: () => ({}),
  }),
  toy({
    type: 'Paint',
    inputs: { level: number },
    outputs: { image: port.raster({ doc: 'A grey picture.' }) },
    evaluate: ({ inputs }) => {
      const level = Math.abs(Math.round(asNumber(inputs.level))) % 256;
      return { image: solidRaster(2, 2, [level, level, level, 255]) };
    },
  }),
  toy({
    type: 'Output',
    title: 'Frames',
    category: 'output',
    inputs: { image: port.raster({ doc: 'Picture to save.' }) },
    params: { folder: param.text({ default: 'stills', maxLength: 60, doc: 'Folder.', wire: false }) },
    sink: { input: 'image', folder: 'folder' },
    evaluate: () => ({}),
  }),
  toy({
    type: 'Text',
    outputs: { text: port.text({ doc: 'A text.' }) },
    params: { text: param.text({ default: 'moss', maxLength: 20, doc: 'The text.' }) },
    evaluate: ({ params }) => ({ text: params.text }),
  }),
  toy({
    type: 'Sampler',
    inputs: {
      prompt: port.text({ doc: 'A text.', optional: true }),
      steps: port.integer({ doc: 'A whole number.', optional: true }),
      on: port.boolean({ doc: 'A yes or no.', optional: true }),
      whatever: port.any({ doc: 'Anything.', optional: true }),
    },
    outputs: {
      on: port.boolean({ doc: 'Yes or no.' }),
      whole: port.integer({ doc: 'Whole.' }),
      any: port.any({ doc: 'Any.' }),
    },
    params: {
      denoise: param.number({ default: 0.4, min: 0, max: 1, unit: 'ratio', label: 'Denoise', doc: 'Change.' }),
      mode: param.choice({
        default: 'soft',
        choices: [
          { value: 'soft', label: 'Soft' },
          { value: 'hard', label: 'Hard' },
        ],
        doc: 'Mode.',
      }),
      tint: param.colour({ default: '#000000', doc: 'Tint.', wire: true }),
      picture: param.asset({ default: '', accept: 'image', doc: 'Picture.' }),
    },
    evaluate: ({ inputs }) => ({ on: inputs.on ?? true, whole: inputs.steps ?? 3, any: inputs.whatever ?? 'nothing' }),
  }),
];

/** The toys by type, and others beside them or in their place. */
export function toyBox(
  ...others: readonly AnyDefinition<ToyServices>[]
): ReadonlyMap<string, AnyDefinition<ToyServices>> {
  return new Map([...TOYS, ...others].map((definition) => [definition.type, definition]));
}
