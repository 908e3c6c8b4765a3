import { createHash } from 'node:crypto';
import { EpochError } from '@epoch/graph-runtime/model';
import type { JobKey, JobLedger, JobRecord } from './ledger.ts';

/** A ledger that lives as long as the program: for pictures that belong to no production, and for tests. */
export function createMemoryLedger(production = 'none'): JobLedger {
  const records = new Map<string, JobRecord>();
  const pictures = new Map<string, Uint8Array>();
  const keyOf = ({ node, frame, request }: JobKey) => `${node} ${frame} ${request}`;
  return {
    production,
    find: async (key) => records.get(keyOf(key)) ?? null,
    async put(record) {
      records.set(keyOf(record), record);
    },
    async keep(picture) {
      const sha256 = createHash('sha256').update(picture).digest('hex');
      pictures.set(sha256, picture);
      return sha256;
    },
    async picture(sha256) {
      const bytes = pictures.get(sha256);
      if (bytes === undefined) throw new EpochError('STORAGE_FAILED', `The answer ${sha256} is not kept any more.`);
      return bytes;
    },
  };
}
