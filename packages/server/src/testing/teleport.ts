import type { CueRecord } from '@epoch/graph-runtime/protocol';
import type { FakeApp } from './fake-app.ts';
import { multipart } from './multipart.ts';
import { solidPng } from './solid-png.ts';

/** Arms or holds a grey picture for the painter of a film, over HTTP. */
export async function teleport(app: FakeApp, id: string, fields: Readonly<Record<string, string>>): Promise<CueRecord> {
  const form = multipart({ node: 'painter', ...fields }, { name: 'grey.png', bytes: await solidPng(128, 72, 90) });
  const url = `/api/productions/${id}/cues/teleport`;
  const answer = await app.http.inject({ method: 'POST', url, ...form });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json().cue;
}
