import { EpochError } from '@epoch/graph-runtime/model';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { hasErrno } from './storage/durable.ts';

const MOST_TRIES = 20;

/** Listens on the wanted port; on the next free one when the user did not ask for that one. Returns the port. */
export async function listen(http: FastifyInstance, { host, port, portIsFixed }: Config): Promise<number> {
  for (let tried = port; ; tried += 1) {
    try {
      await http.listen({ host, port: tried });
      const address = http.server.address();
      return typeof address === 'object' && address !== null ? address.port : tried;
    } catch (error) {
      const canMove = hasErrno(error, 'EADDRINUSE', 'EACCES') && !portIsFixed && tried - port < MOST_TRIES;
      if (canMove) continue;
      throw refusal(error, host, tried);
    }
  }
}

function refusal(cause: unknown, host: string, port: number): EpochError {
  const taken = hasErrno(cause, 'EADDRINUSE');
  const why = taken ? `Port ${port} is taken by another program.` : `Cannot listen on ${host}, port ${port}.`;
  return new EpochError('SERVICE_UNAVAILABLE', `${why} Choose another one with --port.`, { cause });
}
