import type { EngineKind } from '@epoch/graph-runtime/model';
import type { EngineReport, EngineServer } from '@epoch/graph-runtime/protocol';
import { counted } from '../transport/format.ts';

/** What people call each kind of image server, and where one listens when nobody changed it. */
export const KINDS: Readonly<Record<EngineKind, { readonly label: string; readonly usualUrl: string }>> = {
  comfyui: { label: 'ComfyUI', usualUrl: 'http://127.0.0.1:8188' },
  a1111: { label: 'A1111 / Forge', usualUrl: 'http://127.0.0.1:7860' },
  sdcpp: { label: 'stable-diffusion.cpp', usualUrl: 'http://127.0.0.1:1234' },
};

export const KIND_CHOICES = (['comfyui', 'a1111', 'sdcpp'] as const).map((value) => {
  return { value, label: KINDS[value].label };
});

/** Why a server is on the list though nobody saved it here; null for a saved one. */
export function originWords(origin: EngineServer['origin']): { label: string; hint: string } | null {
  switch (origin) {
    case 'environment':
      return { label: 'from COMFY_URL', hint: 'Set by the environment variable COMFY_URL. It is changed there.' };
    case 'default':
      return { label: 'tried by default', hint: 'Nothing is saved, so the usual address on this computer is tried.' };
    case 'saved':
      return null;
  }
}

/** What a test found, in short facts: `ComfyUI 0.26.0`, `2 waiting`, `12 checkpoints`, `8 ms`. */
export function factsOf(report: EngineReport): readonly string[] {
  const { version, device, queueRunning, queuePending, counts, latencyMs } = report;
  const queue = (queueRunning ?? 0) + (queuePending ?? 0);
  const facts = [
    version === null ? '' : `version ${version}`,
    device ?? '',
    queueRunning === null && queuePending === null
      ? ''
      : queue === 0
        ? 'idle'
        : `${counted(queue, 'job')} in its queue`,
    counts.checkpoints === undefined ? '' : counted(counts.checkpoints, 'checkpoint'),
    counts.loras === undefined || counts.loras === 0 ? '' : counted(counts.loras, 'LoRA'),
    latencyMs === null ? '' : `${Math.round(latencyMs)} ms away`,
  ];
  return facts.filter((fact) => fact !== '');
}
