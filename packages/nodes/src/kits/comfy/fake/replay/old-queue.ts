/** Calls of the 0.3.64 recording that need prompts before them: replay-old-queue.test.ts replays them, in this order. */
export const OLD_QUEUE: readonly string[] = [
  'queue',
  'its history',
  'history after those',
  'cached, without client_id',
  'history after extra_pnginfo null',
  'history after extra_pnginfo.workflow null',
  'queue, one running',
  'queue delete',
  'interrupt other id',
  'interrupt that id',
  'history interrupted',
  'queue three seconds after the running one ended',
  'another prompt, three seconds later',
];
