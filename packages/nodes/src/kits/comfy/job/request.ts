import { createHash } from 'node:crypto';
import type { JobKey } from '../../engines/ledger.ts';
import type { ComfyJob } from '../comfy.ts';
import type { Json } from '../wire/json-read.ts';
import { canonicalJson } from '../wire/json-write.ts';

/** The ledger's key of a job: everything that decides the answer is in its hash, and nothing else. */
export function keyOf(job: ComfyJob): JobKey {
  const nodes = Object.entries(job.graph).map(([id, { class_type, inputs }]): [string, Json] => [
    id,
    { class_type, inputs },
  ]);
  const pictures = job.pictures.map(({ node, input, png }) => ({ node, input, png: sha256(png) }));
  const size = job.size === null ? null : { width: job.size.width, height: job.size.height };
  const output = { node: job.output.node, count: job.output.count };
  const request = sha256(canonicalJson({ graph: Object.fromEntries(nodes), pictures, output, size }));
  return { node: job.node, frame: job.frame, request };
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
