import type { PreviewHeader, ServerEvent } from '@epoch/graph-runtime/protocol';
import { WebSocket } from 'ws';

/** A browser's socket that keeps all that it was told. */
export interface TestBrowser {
  readonly socket: WebSocket;
  readonly events: ServerEvent[];
  readonly previews: PreviewHeader[];
  say(message: object): void;
  /** The first event that fits, also of those that came before. */
  until(fits: (event: ServerEvent) => boolean): Promise<ServerEvent>;
  untilPreview(fits: (header: PreviewHeader) => boolean): Promise<PreviewHeader>;
}

export function browse(url: string): TestBrowser {
  const socket = new WebSocket(url);
  const events: ServerEvent[] = [];
  const previews: PreviewHeader[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) previews.push(JSON.parse(data.subarray(4, 4 + data.readUInt32LE(0)).toString()));
    else events.push(JSON.parse(data.toString()));
    for (const look of [...waiting]) look();
  });
  const find = <T>(list: readonly T[], fits: (item: T) => boolean) =>
    new Promise<T>((resolve) => {
      const look = () => {
        const found = list.find(fits);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return {
    ...{ socket, events, previews },
    say: (message) => socket.send(JSON.stringify(message)),
    until: (fits) => find(events, fits),
    untilPreview: (fits) => find(previews, fits),
  };
}
