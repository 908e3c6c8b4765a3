import { createHash } from 'node:crypto';
import type { SdJob } from './sd-server.ts';

/** sha256 over all that decides the picture; node and frame stand beside it in the ledger's key. */
export function requestHash({ node: _node, frame: _frame, image, ...rest }: SdJob): string {
  const picture = image === null ? null : createHash('sha256').update(image).digest('hex');
  const parts = Object.entries({ ...rest, picture }).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify(['sd-server', parts]))
    .digest('hex');
}
