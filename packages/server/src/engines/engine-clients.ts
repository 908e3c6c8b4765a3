import type { EngineKind } from '@epoch/graph-runtime/model';
import type { ServiceHost } from '@epoch/nodes';
import type { ComfyFacts, EngineAddress, EngineCheck, EngineLists } from '@epoch/nodes/engines';

/** Image servers as the server asks them outside of a film. */
export interface EngineClients {
  /** Never throws: what is wrong is the report's message. */
  check(server: Pick<EngineAddress, 'kind' | 'url' | 'headers'>): Promise<EngineCheck>;
  /**
   * Lists of the named server, or of the first of the kind that answers. Kept until `fresh`.
   *
   * @throws EpochError ENGINE_AWAY, ENGINE_REFUSED
   */
  lists(
    kind: EngineKind,
    server: string,
    fresh: boolean,
  ): Promise<{ readonly name: string; readonly lists: EngineLists }>;
  /** What the named ComfyUI, or the first that answers, knows of node classes. @throws as `lists` */
  comfyFacts(server: string): Promise<ComfyFacts>;
}

/** The clients that the nodes use, so that what one has learnt the other knows. */
export function clientsOf({ comfy, sdServers }: Pick<ServiceHost, 'comfy' | 'sdServers'>): EngineClients {
  return {
    check: ({ kind, ...address }) =>
      kind === 'comfyui' ? comfy.check(address) : sdServers.check({ kind, ...address }),
    lists: (kind, server, fresh) =>
      kind === 'comfyui' ? comfy.facts(server, { fresh }) : sdServers.facts(kind, server, { fresh }),
    comfyFacts: (server) => comfy.facts(server),
  };
}
