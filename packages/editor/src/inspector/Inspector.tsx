import { useEffect } from 'react';
import { useEditor } from '../store/editor-store.ts';
import { selectedNode } from '../store/selectors.ts';
import { GraphInspector } from './GraphInspector.tsx';
import css from './Inspector.module.css';
import { NodeInspector } from './NodeInspector.tsx';
import { SelectionInspector } from './SelectionInspector.tsx';
import { watchTimings } from './timing-history.ts';
import { WireInspector } from './WireInspector.tsx';

/** What can be set about the thing that is selected; about the film itself when nothing is. */
export function Inspector() {
  useEffect(watchTimings, []);
  return (
    <aside className={css.inspector} aria-label="Inspector" data-testid="inspector">
      <Selected />
    </aside>
  );
}

function Selected() {
  const hasGraph = useEditor(({ graph }) => graph.document !== null);
  const node = useEditor(selectedNode);
  const nodeCount = useEditor(({ view }) => view.selectedNodes.length);
  const edgeId = useEditor(({ view }) => (view.selectedEdges.length === 1 ? view.selectedEdges[0] : undefined));
  const edge = useEditor(({ graph }) => (edgeId === undefined ? undefined : graph.document?.edges[edgeId]));
  if (!hasGraph) {
    return <p className={css.empty}>What you select on the canvas can be changed here. Choose a template to begin.</p>;
  }
  if (node !== null) return <NodeInspector key={node.id} node={node} />;
  if (nodeCount > 1) return <SelectionInspector count={nodeCount} />;
  return edge === undefined ? <GraphInspector /> : <WireInspector edge={edge} />;
}
