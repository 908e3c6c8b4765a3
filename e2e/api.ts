import { expect } from 'vitest';

export interface Film {
  readonly id: string;
  readonly name: string;
  readonly graphId: string;
  readonly state: string;
  readonly framesDone: number;
  readonly message: string | null;
}
interface Box {
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly exposed?: Readonly<Record<string, unknown>>;
}

interface Cue {
  readonly id: string;
  readonly state: string;
  readonly frame: number | null;
  readonly key: string | null;
}

export type Api = ReturnType<typeof apiOf>;

/** What a test asks the server itself, past the page. */
export function apiOf(url: string) {
  async function get(path: string): Promise<unknown> {
    const reply = await fetch(new URL(path, url));
    expect(reply.status, path).toBe(200);
    return reply.json();
  }
  /** The latest film. */
  async function film(): Promise<Film> {
    const { productions } = (await get('/api/productions')) as { productions: (Film & { createdAt: string })[] };
    const latest = productions.sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
    if (latest === undefined) throw new Error('There is no production.');
    return latest;
  }
  return {
    get,
    film,
    /** Pictures thrown or planned into a film. */
    async cues(production: string): Promise<readonly Cue[]> {
      return ((await get(`/api/productions/${production}`)) as { cues: readonly Cue[] }).cues;
    },
    /** Boxes of a graph by id, as they are saved. */
    async boxes(graphId: string): Promise<Readonly<Record<string, Box>>> {
      const { graph } = (await get(`/api/graphs/${graphId}`)) as { graph: { nodes: Record<string, Box> } };
      return graph.nodes;
    },
    async still(production: string, frame: number): Promise<Buffer> {
      const reply = await fetch(new URL(`/api/productions/${production}/frames/${frame}`, url));
      expect(reply.status).toBe(200);
      return Buffer.from(await reply.arrayBuffer());
    },
  };
}
