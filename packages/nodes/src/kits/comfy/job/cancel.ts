import type { Calls } from '../wire/calls.ts';

/**
 * Takes one prompt of ours back, waiting or running, and nobody else's. Never throws.
 *
 * The plain interrupt of old servers stops whatever runs; so it is sent only when the queue has just said that this is ours.
 */
export async function cancelPrompt(calls: Calls, promptId: string): Promise<void> {
  try {
    const { running, pending } = await calls.queue();
    if (pending.some((item) => item.promptId === promptId)) await calls.deleteQueued([promptId]);
    // It may have begun to run between the look and the deletion.
    const isRunning = (await calls.queue()).running.some((item) => item.promptId === promptId);
    if (!isRunning && !running.some((item) => item.promptId === promptId)) return;
    const cancelled = await calls.cancel(promptId);
    if (cancelled === null && isRunning) await calls.interrupt(promptId);
  } catch {
    // The server is gone, and the prompt with it; or it will be found by its id and used when the frame is asked for again.
  }
}
