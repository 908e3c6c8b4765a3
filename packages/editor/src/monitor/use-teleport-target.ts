import { useEditor } from '../store/editor-store.ts';
import { teleportNodes } from './teleport-target.ts';

/** The node a teleported picture enters at: a selected one first; null when the graph has none. */
export function useTeleportTarget(): string | null {
  return useEditor(({ graph, catalogue, view }) => {
    if (graph.document === null) return null;
    return teleportNodes(graph.document, catalogue.cards, view.selectedNodes)[0] ?? null;
  });
}
