import { type NodeProps, NodeResizer } from '@xyflow/react';
import { type KeyboardEvent, useState } from 'react';
import { renameGroup, resizeGroup } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import type { GroupNode } from './flow-model.ts';
import styles from './GroupFrame.module.css';

/** A titled frame behind nodes. It takes the nodes that lie in it along when it is dragged. */
export function GroupFrame({ id, selected }: NodeProps<GroupNode>) {
  const title = useEditor(({ graph }) => graph.document?.groups[id]?.title);
  const [draft, setDraft] = useState<string | null>(null);
  if (title === undefined) return null;
  const finish = (text: string) => {
    if (draft !== null) renameGroup(id, text);
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.key === 'Enter') finish(event.currentTarget.value);
    if (event.key === 'Escape') setDraft(null);
  };
  return (
    <section className={styles.group} data-selected={selected ? '' : undefined} data-testid={`group-${id}`}>
      <NodeResizer
        isVisible={selected}
        minWidth={80}
        minHeight={60}
        lineClassName={styles.line ?? ''}
        handleClassName={styles.corner ?? ''}
        onResizeEnd={(_, { x, y, width, height }) => resizeGroup(id, { x, y }, { width, height })}
      />
      {draft === null ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: the same is in the group's menu and under F2
        <span className={styles.title} onDoubleClick={() => setDraft(title)}>
          {title === '' ? 'Group' : title}
        </span>
      ) : (
        <input
          className={`${styles.input} nodrag`}
          // biome-ignore lint/a11y/noAutofocus: a double click on this very title opened the field
          autoFocus
          aria-label="Title of the group"
          maxLength={120}
          value={draft}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={(event) => finish(event.target.value)}
          onKeyDown={onKeyDown}
        />
      )}
    </section>
  );
}
