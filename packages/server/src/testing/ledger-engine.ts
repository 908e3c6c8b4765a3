import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { isRaster } from '@epoch/graph-runtime/model';
import type { JobKey, JobLedger } from '@epoch/nodes/engines';
import type { FakeServices } from './fake-nodes.ts';

/**
 * An image engine that answers from the ledger where it can, as the real ones do. What it is really asked for it writes
 * down, a frame per line; the answer is the request's own hash.
 */
export function ledgerEngine(log: string): FakeServices['engine'] {
  return async ({ node, frame, inputs, services: { ledger } }) => {
    if (ledger === undefined || !isRaster(inputs.image)) throw new Error('it has no ledger');
    const request = createHash('sha256').update(inputs.image.data).digest('hex');
    const key = { node, frame: frame.index, request };
    const kept = await answerOf(ledger, key);
    if (kept !== null && kept !== request) throw new Error('the ledger kept another answer');
    if (kept !== null) return;
    const job = { ...key, server: 'http://test', promptId: `p${frame.index}`, attempt: 1, pictures: [], by: '' };
    await ledger.put({ ...job, state: 'sent' });
    appendFileSync(log, `${frame.index}\n`);
    const sha256 = await ledger.keep(Buffer.from(request));
    await ledger.put({ ...job, state: 'done', pictures: [sha256], recipe: `{"frame":${frame.index}}` });
  };
}

async function answerOf(ledger: JobLedger, key: JobKey): Promise<string | null> {
  const record = await ledger.find(key);
  const [sha256] = record?.state === 'done' ? record.pictures : [];
  return sha256 === undefined ? null : Buffer.from(await ledger.picture(sha256)).toString();
}
