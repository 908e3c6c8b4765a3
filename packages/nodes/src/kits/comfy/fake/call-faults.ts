import type { IncomingMessage } from 'node:http';
import { type Answer, brokenAnswer, emptyAnswer, textAnswer } from './answer.ts';
import { strikes } from './faults.ts';
import type { World } from './world.ts';

/** What stands before the server and says no by itself; null when nothing does. */
export function spoilCall({ faults }: World, request: IncomingMessage): Answer | null {
  if (faults.token !== null && request.headers.authorization !== `Bearer ${faults.token}`) return emptyAnswer(401);
  if (strikes(faults, 'forbidden')) return emptyAnswer(403);
  if (strikes(faults, 'tooLarge')) return textAnswer(413, 'Maximum request body size 104857600 exceeded.');
  if (strikes(faults, 'rateLimited')) {
    const answer = textAnswer(429, 'Too many requests');
    return { ...answer, headers: { ...answer.headers, 'retry-after': String(faults.retryAfterS) } };
  }
  if (strikes(faults, 'brokenInside')) return brokenAnswer();
  if (strikes(faults, 'badGateway')) {
    const page = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';
    return { status: 502, headers: { 'content-type': 'text/html' }, body: Buffer.from(page) };
  }
  if (faults.redirectTo === null) return null;
  return { status: 302, headers: { location: faults.redirectTo + (request.url ?? '') }, body: Buffer.alloc(0) };
}
