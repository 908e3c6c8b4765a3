import { type NodeProps, NodeResizer } from '@xyflow/react';
import { renameGroup, resizeGroup, startRenaming } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import type { GroupNode } from './flow-model.ts';
import styles from './GroupFrame.module.css';
import { TitleField } from './TitleField.tsx';

/** A titled frame behind nodes. It takes the nodes that lie in it along when it is dragged. */
export function GroupFrame({ id, selected }: NodeProps<GroupNode>) {
  const title = useEditor(({ graph }) => graph.document?.groups[id]?.title);
  const renaming = useEditor(({ view }) => view.renaming === id);
  if (title === undefined) return null;
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
      {renaming ? (
        <TitleField
          title={title}
          label="Title of the group"
          className={styles.input ?? ''}
          onRename={(name) => renameGroup(id, name)}
        />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: F2 and the menu rename as well
        <span className={styles.title} onDoubleClick={() => startRenaming(id)}>
          {title === '' ? 'Group' : title}
        </span>
      )}
    </section>
  );
}
