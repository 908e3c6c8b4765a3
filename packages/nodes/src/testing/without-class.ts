import type { ComfyEngine, ComfyJob } from '../kits/comfy/comfy.ts';

/** The same servers, as if they had no class of that name. */
export function withoutClass(comfy: ComfyEngine, missing: string): ComfyEngine {
  return {
    ...comfy,
    run(job, ledger, watch) {
      const orderFor: ComfyJob['orderFor'] = (ask, lastLook) =>
        job.orderFor(async () => {
          const facts = await ask();
          return { ...facts, classOf: async (type) => (type === missing ? null : facts.classOf(type)) };
        }, lastLook);
      return comfy.run({ ...job, orderFor }, ledger, watch);
    },
  };
}
