import type { Catalogue, GraphDocument } from '@epoch/graph-runtime/model';
import { vi } from 'vitest';
import { editor, initialState } from '../store/editor-store.ts';
import type { RunSlice } from '../store/state.ts';

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

/**
 * Opens a document in a fresh editor whose server answers nothing, and keeps what is sent to it.
 * `answer` gives a reply by URL; everything else stays unanswered, as on a slow line.
 */
export function openForTest(
  document: GraphDocument | null,
  cards: Catalogue,
  run: Partial<RunSlice> = {},
  answer: (request: SentRequest) => unknown = () => undefined,
): SentRequest[] {
  const sent: SentRequest[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    const request = { method: init.method ?? 'GET', url, body };
    sent.push(request);
    const reply = await answer(request);
    return reply === undefined ? new Promise(() => undefined) : Response.json(reply);
  });
  const fresh = initialState();
  editor.setState({
    graph: { ...fresh.graph, document },
    view: fresh.view,
    run: { ...fresh.run, connection: 'open', ...run },
    catalogue: { ...fresh.catalogue, cards, loaded: true },
    engines: fresh.engines,
  });
  return sent;
}
