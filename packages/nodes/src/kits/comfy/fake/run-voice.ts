import type { Json, JsonObject } from './json.ts';
import { frameWithMetadata, plainFrame, previewJpeg } from './preview.ts';
import type { Picture } from './values.ts';
import type { QueueItem, World } from './world.ts';

/** What one run tells over the sockets, and what of it stays in history. */
export interface RunVoice {
  readonly clientId: string | null;
  readonly messages: Json[];
  /** To the owner alone, and kept for history. */
  message(type: string, data: JsonObject): void;
  /** To the owner; to nobody when the prompt has none. */
  owner(type: string, data: JsonObject): void;
  nodeStarts(node: string): void;
  nodeEnds(node: string): void;
  step(node: string, value: number, max: number, show: Picture | Buffer | null): Promise<void>;
}

/** A prompt without client_id has no owner: its progress and its pictures go to every socket, the rest to nobody. */
export function runVoice(world: World, { id, extraData }: QueueItem): RunVoice {
  const { hub, faults } = world;
  const given = extraData.client_id;
  const clientId = given === undefined || given === null ? null : String(given);
  const messages: Json[] = [];
  /** Nodes that began, in that order, as progress_state lists them. */
  const progress: Record<string, { value: number; max: number; state: string }> = {};
  const order: string[] = [];

  function owner(type: string, data: JsonObject): void {
    if (clientId !== null) hub.send(type, data, clientId);
  }

  function tellProgress(node: string, value: number, max: number, state: string): void {
    if (!order.includes(node)) order.push(node);
    progress[node] = { value, max, state };
    const nodes: JsonObject = {};
    for (const name of order) nodes[name] = { ...progress[name], ...namesOf(name, id) };
    hub.send('progress_state', { prompt_id: id, nodes }, clientId);
  }

  /** Whether frames carry metadata. */
  function detailed(): boolean {
    return faults.previewType === 'negotiated' ? hub.wantsMetadata(clientId) : faults.previewType === 4;
  }

  function frame(node: string, type: 'jpeg' | 'png', bytes: Buffer): void {
    const about = { ...namesOf(node, id), image_type: `image/${type}` };
    hub.sendFrame(detailed() ? frameWithMetadata(about, bytes) : plainFrame(type, bytes), clientId);
  }

  return {
    clientId,
    messages,
    owner,
    message(type, data) {
      const whole = { prompt_id: id, ...data, timestamp: Date.now() };
      messages.push([type, whole]);
      if (type === 'execution_interrupted') hub.send(type, whole, clientId);
      else owner(type, whole);
    },
    nodeStarts(node) {
      tellProgress(node, 0, 1, 'running');
      owner('executing', { node, display_node: node, prompt_id: id });
    },
    nodeEnds(node) {
      const { max = 1 } = progress[node] ?? {};
      tellProgress(node, max, max, 'finished');
    },
    async step(node, value, max, show) {
      const isFile = Buffer.isBuffer(show);
      const shown = isFile || show === null || !previewsOn(world, extraData) ? show : await previewJpeg(show, value);
      const bytes = Buffer.isBuffer(shown) ? shown : null;
      const type = isFile ? 'png' : 'jpeg';
      tellProgress(node, value, max, 'running');
      if (bytes !== null && detailed()) frame(node, type, bytes);
      hub.send('progress', { value, max, prompt_id: id, node }, clientId);
      if (bytes !== null && !detailed()) frame(node, type, bytes);
    },
  };
}

function namesOf(node: string, promptId: string): JsonObject {
  return {
    node_id: node,
    prompt_id: promptId,
    display_node_id: node,
    parent_node_id: null,
    real_node_id: node,
  };
}

function previewsOn({ previews }: World, extraData: JsonObject): boolean {
  const method = extraData.preview_method;
  return typeof method === 'string' && method !== 'default' ? method !== 'none' : previews;
}
