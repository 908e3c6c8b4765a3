import type { EngineReport, EngineServer, WorkflowReport } from '@epoch/graph-runtime/protocol';

/** Image servers, reports and workflows for tests. */
export function serverFixture(change: Partial<EngineServer> = {}): EngineServer {
  const plain = { id: 's1', name: 'Big machine', kind: 'comfyui', url: 'http://10.0.0.5:8188' } as const;
  return { ...plain, headerNames: [], origin: 'saved', ...change };
}

export function reportFixture(change: Partial<EngineReport> = {}): EngineReport {
  return {
    ok: true,
    message: 'ComfyUI 0.26.0 answers.',
    version: '0.26.0',
    device: 'RTX 4090',
    queueRunning: 0,
    queuePending: 2,
    counts: { checkpoints: 12 },
    latencyMs: 8.4,
    ...change,
  };
}

const target = (node: string, input: string) => [{ node, input }];

/** A workflow whose picture, prompt and steps are found, with a question which of two nodes is the negative prompt. */
export const workflowFixture: WorkflowReport = {
  id: 'a'.repeat(64),
  name: 'portrait.json',
  format: 'api',
  nodeCount: 9,
  conversion: [],
  exposed: {
    image: { kind: 'raster', label: 'Image', role: 'image', targets: target('10', 'image') },
    prompt: { kind: 'text', label: 'Prompt', default: 'a face', role: 'prompt', targets: target('6', 'text') },
  },
  output: '9',
  questions: [
    {
      role: 'negative',
      message: 'Which text is the negative prompt?',
      candidates: [
        { node: '7', input: 'text', title: 'CLIP Text Encode' },
        { node: '8', input: 'text', title: 'Second text' },
      ],
    },
  ],
  free: [
    {
      ...{ node: '3', input: 'steps', title: 'KSampler' },
      socket: {
        kind: 'integer',
        label: 'Steps',
        default: 20,
        min: 1,
        max: 100,
        role: 'free',
        targets: target('3', 'steps'),
      },
    },
    {
      ...{ node: '7', input: 'text', title: 'CLIP Text Encode' },
      socket: { kind: 'text', label: 'Text', default: '', role: 'free', targets: target('7', 'text') },
    },
    {
      ...{ node: '8', input: 'text', title: 'Second text' },
      socket: { kind: 'text', label: 'Text', default: '', role: 'free', targets: target('8', 'text') },
    },
  ],
  warnings: ['This workflow saves two pictures; the first is used.'],
  customClasses: ['FaceDetailer'],
  confirmed: false,
};
