import { requestHash as hashOf } from '../engines/request-hash.ts';
import type { SdJob } from './sd-server.ts';

/** sha256 over all that decides the picture; node and frame stand beside it in the ledger's key. */
export function requestHash({ node: _node, frame: _frame, before: _before, image, ...asked }: SdJob): string {
  return hashOf({ ...asked, type: 'sd-server' }, [image]);
}
