import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeApp, fakeApp } from './testing/fake-app.ts';
import { loopGraph } from './testing/fake-kit.ts';
import { multipart } from './testing/multipart.ts';

let app: FakeApp;
let graphId: string;
beforeAll(async () => {
  app = await fakeApp();
  graphId = (await app.graphs.create({ document: loopGraph() })).id;
  await app.http.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.end());

test('[BI5] a broken picture is refused before anything is stored', async () => {
  const broken = { name: 'sun.png', bytes: Buffer.from('\x89PNG\r\n\x1a\n but then nothing', 'latin1') };
  const before = app.diskMark();
  const asset = await app.http.inject({ method: 'POST', url: '/api/assets', ...multipart({}, broken) });
  expect(asset.statusCode).toBe(400);
  expect(asset.json().error).toMatchObject({ code: 'IMAGE_INVALID' });
  const page = await app.http.inject({
    method: 'POST',
    url: '/api/assets',
    ...multipart({}, { name: 'a.png', bytes: Buffer.from('<svg onload=alert(1)>') }),
  });
  expect(page.json().error.code).toBe('MEDIA_TYPE');
  const none = await app.http.inject({ method: 'POST', url: '/api/assets', ...multipart({}) });
  expect(none.statusCode).toBe(400);
  expect(app.diskMark()).toBe(before);
});

test('[BI6] a teleport of a broken picture, to a wrong node or into the past is refused', async () => {
  const made = await app.http.inject({ method: 'POST', url: '/api/productions', payload: { graphId, start: false } });
  const url = `/api/productions/${made.json().production.id}/cues/teleport`;
  const before = app.diskMark();
  const tell = async (fields: Record<string, string>, bytes: Uint8Array = Buffer.from('junk')) =>
    (await app.http.inject({ method: 'POST', url, ...multipart(fields, { name: 'x.png', bytes }) })).json().error;
  expect(await tell({ node: 'painter' })).toMatchObject({ code: 'IMAGE_INVALID' });
  expect(await tell({ node: '../x' })).toMatchObject({ code: 'REQUEST_INVALID', detail: { field: 'node' } });
  expect(await tell({ node: 'painter', frame: '-1' })).toMatchObject({
    code: 'REQUEST_INVALID',
    detail: { field: 'frame' },
  });
  expect(await tell({ node: 'painter', colour: 'red' })).toMatchObject({
    code: 'REQUEST_INVALID',
    detail: { field: 'colour' },
  });
  expect(app.diskMark()).toBe(before);
});

/** Sends a body without end to a real socket, until the server has answered. */
function flood(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; sentBytes: number; growthBytes: number }> {
  const { port } = app.http.server.address() as AddressInfo;
  const startBytes = process.memoryUsage().rss;
  return new Promise((resolve, reject) => {
    let sentBytes = 0;
    let status = 0;
    const call = request({ port, host: '127.0.0.1', path: url, method: 'POST', headers });
    const done = () => resolve({ status, sentBytes, growthBytes: process.memoryUsage().rss - startBytes });
    call.on('response', (response) => {
      status = response.statusCode ?? 0;
      call.destroy();
      done();
    });
    call.on('error', () => status === 0 && reject(new Error('no answer')));
    const piece = Buffer.alloc(1024 * 1024);
    const push = () => {
      if (status !== 0 || sentBytes >= 1024 ** 3) return;
      sentBytes += piece.length;
      if (call.write(piece)) setImmediate(push);
      else call.once('drain', push);
    };
    const { payload } = multipart({}, { name: 'big.png', bytes: Buffer.alloc(0) });
    call.write(payload.subarray(0, payload.lastIndexOf('\r\n--')));
    push();
  });
}

test('[BI7] a 1 GB upload is refused with 413, declared or not, without memory growing with it', async () => {
  const before = app.diskMark();
  const { 'content-type': type } = multipart({}).headers;
  const declared = await flood('/api/assets', { 'content-type': type ?? '', 'content-length': String(1024 ** 3) });
  expect(declared.status).toBe(413);
  const chunked = await flood('/api/assets', { 'content-type': type ?? '', 'transfer-encoding': 'chunked' });
  expect(chunked.status).toBe(413);
  expect(chunked.sentBytes).toBeLessThan(200 * 1024 * 1024);
  expect(chunked.growthBytes).toBeLessThan(250 * 1024 * 1024);
  expect(app.diskMark()).toBe(before);
  expect((await app.http.inject({ url: '/api/health' })).statusCode).toBe(200);
});
