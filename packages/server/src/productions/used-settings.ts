import type { FrameCommit } from '@epoch/graph-runtime/engine';

/** Outputs that tell what an image engine used: they have an engine, a prompt and a seed. */
export function usedSettings({ reports }: FrameCommit): Record<string, unknown> {
  const used: Record<string, unknown> = {};
  for (const [node, { outputs }] of reports) {
    for (const value of Object.values(outputs)) {
      if (typeof value === 'object' && value !== null && 'engine' in value && 'prompt' in value) used[node] = value;
    }
  }
  return used;
}
