import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { httpTo, tinyServer } from '../../engines/wire/testing.ts';
import { createCalls } from './calls.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function callsTo(answer: RequestListener) {
  const server = await tinyServer(answer);
  const http = httpTo(server.url);
  open.push(http, server);
  return { calls: createCalls(http), requests: server.requests };
}

function answering(body: string, status = 200): RequestListener {
  return (request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(status).end(body));
  };
}

describe('calls', () => {
  test('[CC21] the pending part of a queue is put in order of its numbers; history without status is read', async () => {
    const { calls } = await callsTo(
      answering('{"queue_running":[[2,"r",{},{},[]]],"queue_pending":[[9,"c"],[3.5,"a"],[Infinity,"z"],[4,"b"],7]}'),
    );
    const { running, pending } = await calls.queue();
    expect(running).toEqual([{ number: 2, promptId: 'r' }]);
    expect(pending.map(({ promptId }) => promptId)).toEqual(['a', 'b', 'c', 'z']);

    const file = '{"filename":"a.png","subfolder":"s","type":"output"}';
    const history = await callsTo(
      answering(`{"id":{"prompt":[NaN],"outputs":{"7":{"images":[${file},5,{}]},"8":null},"status":null}}`),
    );
    const entry = await history.calls.history('id');
    expect(entry?.files).toEqual({ 7: [JSON.parse(file)], 8: [] });
    expect(entry).toMatchObject({ messages: [], status: '' });
    expect(await history.calls.history('other')).toBeNull();
  });

  test('[CC22] the name that the server gives an upload is the one that counts', async () => {
    let body = '';
    const { calls } = await callsTo((request, response) => {
      request.on('data', (part) => {
        body += String(part);
      });
      request.on('end', () => response.end('{"name":"ab (1).png","subfolder":"es/p","type":"input"}'));
    });
    expect(await calls.upload('es/p', 'ab.png', new Uint8Array([1, 2]))).toBe('es/p/ab (1).png');
    expect(body).toContain('name="image"; filename="ab.png"');
    expect(body).toContain('name="subfolder"\r\n\r\nes/p');
    expect(body).not.toContain('overwrite');
  });

  test('[CC23] endpoints that an older server lacks are told by 404 and 405 alike', async () => {
    for (const status of [404, 405]) {
      const { calls } = await callsTo(answering('', status));
      expect(await calls.cancel('id')).toBeNull();
      await expect(calls.queue()).rejects.toThrow('base path');
    }
  });

  test('[CC24] answers of another shape are no answers', async () => {
    for (const body of ['null', '7', '[]', '"text"', '{"queue_running":7}', '{}']) {
      const { calls } = await callsTo(answering(body));
      await expect(calls.queue()).rejects.toMatchObject({ detail: { failure: 'broken' } });
      await expect(calls.systemStats()).rejects.toMatchObject({ detail: { failure: 'broken' } });
      const request = { promptId: 'p', clientId: 'c', graph: {}, target: '9' };
      await expect(calls.prompt(request)).rejects.toMatchObject({ detail: { failure: 'broken' } });
    }
  });

  test('[CC25] a prompt carries our id, never a number, and keeps a seed of 64 bits', async () => {
    let body = '';
    const { calls } = await callsTo((request, response) => {
      request.on('data', (part) => {
        body += String(part);
      });
      request.on('end', () => response.end('{"prompt_id":"p","number":1,"node_errors":{}}'));
    });
    const graph = {
      3: { class_type: 'KSampler', inputs: { seed: 18446744073709551615n }, _meta: { title: 'Sampler' } },
    };
    await calls.prompt({ promptId: 'p', clientId: 'c', graph, target: '9' });
    expect(body).toContain('"seed":18446744073709551615');
    expect(JSON.parse(body)).toMatchObject({
      prompt_id: 'p',
      client_id: 'c',
      partial_execution_targets: ['9'],
      extra_data: { preview_method: 'auto' },
      prompt: { 3: { _meta: { title: 'Sampler' } } },
    });
    expect(JSON.parse(body)).not.toHaveProperty('number');
  });
});
