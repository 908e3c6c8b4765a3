import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';

/** A server on loopback that answers everything in one way and keeps the headers of all requests. */
export interface TinyServer {
  readonly url: string;
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  close(): Promise<void>;
}

export async function tinyServer(answer: (response: ServerResponse, path: string) => void): Promise<TinyServer> {
  const requests: TinyServer['requests'] = [];
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', headers: request.headers });
    answer(response, request.url ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${portOf(server)}`, requests, close: () => closed(server) };
}

/** An address of this machine at which nothing listens. */
export async function closedAddress(): Promise<string> {
  const { url, close } = await tinyServer(() => {});
  await close();
  return url;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
