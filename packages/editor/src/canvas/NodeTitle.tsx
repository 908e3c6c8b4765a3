import type { GraphNode, NodeCard } from '@epoch/graph-runtime/model';
import { type KeyboardEvent, useState } from 'react';
import { renameNode } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { reportOf } from '../store/selectors.ts';
import { NodeIcon } from '../ui/NodeIcon.tsx';
import { timeText } from './face-values.ts';
import styles from './NodeTitle.module.css';

interface NodeTitleProps {
  readonly node: GraphNode;
  readonly card: NodeCard | undefined;
  readonly state: 'on' | 'bypassed' | 'disabled';
}

/** Icon, name and time of a node, with the progress of its engine as a hairline below. Double click renames. */
export function NodeTitle({ node, card, state }: NodeTitleProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const time = useEditor((s) => timeText(reportOf(s, node.id)));
  const progress = useEditor(({ run }) => run.progress[node.id] ?? null);
  const title = node.title ?? card?.title ?? node.type;

  const finish = (text: string) => {
    if (draft !== null) renameNode(node.id, text === card?.title ? '' : text);
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.key === 'Enter') finish(event.currentTarget.value);
    if (event.key === 'Escape') setDraft(null);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F2 and the inspector rename as well
    <header className={styles.title} onDoubleClick={() => setDraft(title)}>
      <NodeIcon path={card?.icon} className={styles.icon} />
      {draft === null ? (
        <h5 className={styles.name} title={card?.doc}>
          {title}
        </h5>
      ) : (
        <input
          className={`${styles.input} nodrag`}
          // biome-ignore lint/a11y/noAutofocus: a double click on this very title opened the field
          autoFocus
          aria-label="Name of the node"
          maxLength={120}
          value={draft}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={(event) => finish(event.target.value)}
          onKeyDown={onKeyDown}
        />
      )}
      <time className={styles.time}>{state === 'on' ? time : state === 'bypassed' ? 'bypassed' : 'off'}</time>
      {progress === null ? null : <span className={styles.progress} style={{ transform: `scaleX(${progress})` }} />}
    </header>
  );
}
