import type { GraphEdge } from '@epoch/graph-runtime/model';
import { removeEdges, revealNode } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { titleOf } from '../store/selectors.ts';
import { Button } from '../ui/Button.tsx';
import { wordsOf } from './param-state.ts';
import css from './WireInspector.module.css';

/** A wire: where it comes from, where it goes, what travels over it now. */
export function WireInspector({ edge }: { readonly edge: GraphEdge }) {
  const { from, to } = edge;
  const fromTitle = useEditor((state) => titleOf(state, from.node));
  const toTitle = useEditor((state) => titleOf(state, to.node));
  const value = useEditor(({ run }) => run.reports[from.node]?.values[from.port]);
  return (
    <div className={css.wire}>
      <h3>Wire</h3>
      <dl>
        <dt>from</dt>
        <dd>
          <Button look="link" onClick={() => revealNode(from.node)}>
            {fromTitle}
          </Button>
          , {wordsOf(from.port).toLowerCase()}
        </dd>
        <dt>to</dt>
        <dd>
          <Button look="link" onClick={() => revealNode(to.node)}>
            {toTitle}
          </Button>
          , {wordsOf(to.port).toLowerCase()}
        </dd>
        {value !== undefined && (
          <>
            <dt>now</dt>
            <dd className={css.value}>{String(value)}</dd>
          </>
        )}
      </dl>
      <Button onClick={() => removeEdges([edge.id])}>Remove the wire</Button>
    </div>
  );
}
