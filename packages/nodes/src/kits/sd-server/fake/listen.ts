import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** One request as it arrived. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export type FakeHandler = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

export interface FakeListener {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** All connections die at once, as with a killed process. */
  kill(): Promise<void>;
  /** At the same port again. */
  restart(): Promise<void>;
}

/** Serves one handler on loopback and keeps what arrived. */
export async function listen(handler: FakeHandler): Promise<FakeListener> {
  const seen: SeenRequest[] = [];
  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString('utf8');
    const url = new URL(incoming.url ?? '/', 'http://fake');
    const body: unknown = text === '' ? null : JSON.parse(text);
    const { method = 'GET', headers } = incoming;
    const request = { method, path: url.pathname, query: url.searchParams, headers, body };
    seen.push(request);
    await handler(request, response);
  }
  const open = (port: number) =>
    new Promise<Server>((resolve, reject) => {
      const server = createServer((incoming, response) => {
        // A client that goes away in the middle of its request is no concern of the fake.
        answer(incoming, response).catch(() => response.destroy());
      });
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  let server = await open(0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    async kill() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
    async restart() {
      server = await open(port);
    },
  };
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Fields of a body that may be anything. */
export function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}
