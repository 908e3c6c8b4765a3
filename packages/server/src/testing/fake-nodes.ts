import {
  type AnyContext,
  type AnyDefinition,
  isRaster,
  makeRaster,
  param,
  port,
  type Raster,
} from '@epoch/graph-runtime/model';
import type { FilmClock, JobLedger } from '@epoch/nodes/engines';

const common = { version: 1, icon: 'M4 4h16', doc: 'A node for tests.', hasMemory: false, varies: 'frame' } as const;
const image = { image: port.raster({ doc: 'Picture.' }) };
const optionalImage = { image: port.raster({ doc: 'Picture.', optional: true }) };

/** Stirs the picture before with frame, seed and strength: any slip in replay shows in every byte after it. */
function stir({ inputs, params, frame, cue }: AnyContext<unknown>): { readonly image: Raster } {
  if (cue !== undefined) return { image: cue.image };
  const before = isRaster(inputs.image) ? inputs.image.data : null;
  const data = new Uint8Array(frame.width * frame.height * 4);
  let noise =
    (frame.productionSeed ^ Math.imul(frame.index + 1, 0x9e3779b1) ^ Math.round(Number(params.strength) * 1000)) | 1;
  for (let at = 0; at < data.length; at += 1) {
    noise ^= noise << 13;
    noise ^= noise >>> 17;
    noise ^= noise << 5;
    data[at] = at % 4 === 3 ? 255 : ((before?.[at] ?? 0) * 3 + (noise & 0xff)) >> 2;
  }
  return { image: makeRaster(frame.width, frame.height, data) };
}

const strength = param.number({ default: 0.5, min: 0, max: 1, unit: 'ratio', doc: 'How much.' });

const painter: AnyDefinition = {
  ...common,
  type: 'TestPainter',
  title: 'Painter',
  category: 'generate',
  inputs: optionalImage,
  outputs: image,
  params: { strength },
  cue: 'teleport',
  evaluate: stir,
};

const delay: AnyDefinition = {
  ...common,
  type: 'TestDelay',
  title: 'Delay',
  category: 'feedback',
  inputs: { initial: port.raster({ doc: 'First.', optional: true }), next: port.raster({ doc: 'Next.' }) },
  outputs: { out: port.raster({ doc: 'One frame ago.' }) },
  params: { frames: param.integer({ default: 1, min: 1, max: 100, unit: 'frames', doc: 'How long.' }) },
  delay: { initial: 'initial', next: 'next', out: 'out', frames: 'frames' },
  evaluate: () => ({}),
};

/** Remembers numbers that JSON alone would change. */
const counter: AnyDefinition = {
  ...common,
  type: 'TestCounter',
  title: 'Counter',
  category: 'direct',
  inputs: {},
  outputs: { count: port.number({ doc: 'Frames seen.' }) },
  params: {},
  hasMemory: true,
  evaluate({ memory }) {
    const count = typeof memory === 'object' && memory !== null && 'count' in memory ? Number(memory.count) + 1 : 1;
    return { outputs: { count }, memory: { count, below: -0, beyond: Number.POSITIVE_INFINITY } };
  },
};

const output: AnyDefinition = {
  ...common,
  type: 'TestOutput',
  title: 'Output',
  category: 'output',
  inputs: image,
  outputs: {},
  params: {
    folder: param.text({ default: 'stills', maxLength: 100, doc: 'Where to.', wire: false, keyframes: false }),
  },
  sink: { input: 'image', folder: 'folder' },
  evaluate: () => ({}),
};

/** What a fake image engine may ask for: a test answers, or throws, in its place. */
export interface FakeServices {
  readonly engine?: ((context: AnyContext<FakeServices>) => Promise<void>) | undefined;
  readonly ledger?: JobLedger | undefined;
  readonly clock?: FilmClock | undefined;
}

/** Works as a slow engine does: waits for the test's answer, then hands the picture on. */
const engine: AnyDefinition<FakeServices> = {
  ...common,
  type: 'TestEngine',
  title: 'Engine',
  category: 'generate',
  inputs: image,
  outputs: { ...image, settings: port.settings({ doc: 'What was used.' }) },
  params: { steps: param.integer({ default: 20, min: 1, max: 100, unit: 'steps', doc: 'Steps.' }) },
  exposes: true,
  async evaluate(context) {
    await context.services.engine?.(context);
    const used = { engine: 'Test', prompt: 'moss', negative: '', seed: context.frame.index };
    return { image: context.inputs.image, settings: { ...used, denoise: 0.4, steps: 20, cfg: 7 } };
  },
};

/** Decides by the clock: the usual time of a frame, as a strength for the painter. */
const pacer: AnyDefinition<FakeServices> = {
  ...common,
  type: 'TestPacer',
  title: 'Pacer',
  category: 'direct',
  inputs: {},
  outputs: { strength: port.number({ doc: 'For the painter.' }) },
  params: {},
  evaluate({ node, frame, services: { clock } }) {
    clock?.begins(node, frame.index, 'any');
    return { strength: clock?.decide(node, frame.index, (usual) => ((usual('any') ?? 0) % 1000) / 1000) ?? 0 };
  },
};

/** Fails at one frame until its param is mended. */
const fragile: AnyDefinition = {
  ...common,
  type: 'TestFragile',
  title: 'Fragile',
  category: 'overlay',
  inputs: image,
  outputs: image,
  params: { failsAt: param.integer({ default: -1, min: -1, max: 1000, unit: 'frames', doc: 'Where.' }) },
  evaluate({ inputs, params, frame }) {
    if (params.failsAt === frame.index) throw new Error('it broke');
    return { image: inputs.image };
  },
};

export const FAKE_NODES: readonly AnyDefinition<FakeServices>[] = [
  painter,
  delay,
  counter,
  output,
  fragile,
  engine,
  pacer,
];
