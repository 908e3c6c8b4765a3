import type { GraphNode } from '@epoch/graph-runtime/model';
import { useState } from 'react';
import { renameNode } from '../store/actions.ts';
import css from './NodeName.module.css';

/** The name of a box; a click turns it into a field, empty gives the type's own name back. */
export function NodeName({ node, typeTitle }: { readonly node: GraphNode; readonly typeTitle: string }) {
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === null) {
    return (
      <button
        type="button"
        className={css.name}
        title="Rename"
        data-testid="inspector-name"
        onClick={() => setTyped(node.title ?? typeTitle)}
      >
        <b>{node.title ?? typeTitle}</b>
        {node.title !== undefined && <span>{typeTitle}</span>}
      </button>
    );
  }
  const finish = (name: string) => {
    setTyped(null);
    const own = name.trim() === typeTitle ? '' : name;
    if (own !== (node.title ?? '')) renameNode(node.id, own);
  };
  return (
    <input
      className={css.input}
      aria-label="Name of the node"
      // biome-ignore lint/a11y/noAutofocus: the name was clicked to be changed
      autoFocus
      maxLength={120}
      value={typed}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => finish(typed)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(typed);
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
