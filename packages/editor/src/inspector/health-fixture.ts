import { type NodeCard, param, port } from '@epoch/graph-runtime/model';
import type { FrameHealth } from '@epoch/graph-runtime/protocol';

const limit = (value: number) => param.number({ default: value, min: 0, max: 1, unit: 'none', doc: '' });
const image = { image: port.raster({ doc: '' }) };
const face = { version: 1, icon: '', doc: '', help: '', varies: 'frame' } as const;

/** A guard under another name than the one that ships. */
export const guardCard: NodeCard = {
  ...face,
  ...{ type: 'Shepherd', title: 'Shepherd', category: 'feedback', inputs: image, outputs: image },
  params: {
    ...{ sharpnessMin: limit(0.02), sharpnessMax: limit(0.06), chromaMin: limit(0.03), chromaMax: limit(0.1) },
    ...{ contrastMin: limit(0.08), contrastMax: limit(0.24), lightnessMin: limit(0.15), lightnessMax: limit(0.75) },
    castMax: limit(0.06),
  },
};

export const engineCard: NodeCard = {
  ...face,
  ...{ type: 'Engine', title: 'Engine', category: 'generate', family: 'image-engine', params: {} },
  ...{ inputs: image, outputs: image },
};

/** A frame of a film that holds, or one that differs from it. */
export function healthOf(frame: number, change: Partial<FrameHealth> = {}): FrameHealth {
  const calm = { lightness: 0.4, a: 0.01, b: 0, chroma: 0.06, contrast: 0.12, sharpness: 0.03, change: 0.02 };
  return { frame, ...calm, ...change };
}

/** Every second frame up to one. */
export function healthRows(frames: number, change: (frame: number) => Partial<FrameHealth> = () => ({})) {
  return Array.from({ length: Math.ceil(frames / 2) }, (_, at) => healthOf(2 * at, change(2 * at)));
}
