import type { GraphEdge, PortType } from '@epoch/graph-runtime/model';
import { removeEdges, revealNode } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { titleOf } from '../store/selectors.ts';
import { cssVars } from '../ui/css-vars.ts';
import { wordsOf } from './param-state.ts';
import css from './WiredBadge.module.css';

/** Says that a wire drives the value, goes to where it comes from, and takes it away. */
export function WiredBadge({ edge, type }: { readonly edge: GraphEdge; readonly type: PortType }) {
  const title = useEditor((state) => titleOf(state, edge.from.node));
  return (
    <>
      <button
        type="button"
        className={css.wired}
        style={cssVars({ '--type': `var(--port-${type})` })}
        title={`Driven by ${title}, ${wordsOf(edge.from.port).toLowerCase()}. Click to go there.`}
        onClick={() => revealNode(edge.from.node)}
      >
        wired
      </button>
      <button type="button" className={css.unwire} onClick={() => removeEdges([edge.id])}>
        Unwire
      </button>
    </>
  );
}
