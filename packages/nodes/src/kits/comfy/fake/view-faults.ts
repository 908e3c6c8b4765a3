import sharp from 'sharp';
import { type Answer, emptyAnswer } from './answer.ts';
import { strikes, type ViewFault } from './faults.ts';
import type { World } from './world.ts';

/** Pause before a slow answer. @unit ms */
const SLOW_MS = 400;
/** Between two bytes of an answer that trickles. @unit ms */
const TRICKLE_MS = 25;

/** Spoils the answer of GET /view when faults or chaos say so. */
export async function spoilView(world: World, answer: Answer): Promise<Answer> {
  if (answer.status !== 200) return answer;
  if (world.dice.throw('view-truncated')) return spoilt('truncated', answer);
  return strikes(world.faults, 'viewFaults') ? spoilt(world.faults.viewWith, answer) : answer;
}

async function spoilt(kind: ViewFault, answer: Answer): Promise<Answer> {
  const body = answer.body ?? Buffer.alloc(0);
  switch (kind) {
    case 'missing':
      return emptyAnswer(404);
    case 'html':
      return {
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: Buffer.from('<html><body>Please log in.</body></html>'),
      };
    case 'truncated':
      return { ...answer, body: body.subarray(0, body.length >> 1) };
    case 'wrong-length':
      return { ...answer, claimedBytes: body.length, cutAfterBytes: body.length >> 1 };
    case 'slow':
      return { ...answer, delayMs: SLOW_MS };
    case 'trickle':
      return { ...answer, trickleMs: TRICKLE_MS };
    case 'other-size': {
      const { width } = await sharp(body).metadata();
      return {
        ...answer,
        body: await sharp(body)
          .resize({ width: width + 8 })
          .png()
          .toBuffer(),
      };
    }
    case 'sixteen-bit':
      return { ...answer, body: await sharp(body).toColourspace('rgb16').png().toBuffer() };
  }
}
