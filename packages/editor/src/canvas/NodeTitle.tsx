import type { GraphNode, NodeCard } from '@epoch/graph-runtime/model';
import { renameNode, startRenaming } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { reportOf } from '../store/selectors.ts';
import { NodeIcon } from '../ui/NodeIcon.tsx';
import { timeText } from './face-values.ts';
import styles from './NodeTitle.module.css';
import { TitleField } from './TitleField.tsx';

interface NodeTitleProps {
  readonly node: GraphNode;
  readonly card: NodeCard | undefined;
  readonly state: 'on' | 'bypassed' | 'disabled';
}

/** Icon, name and time of a node. Double click or F2 renames. */
export function NodeTitle({ node, card, state }: NodeTitleProps) {
  const renaming = useEditor(({ view }) => view.renaming === node.id);
  const time = useEditor((s) => timeText(reportOf(s, node.id)));
  const title = node.title ?? card?.title ?? node.type;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F2 and the inspector rename as well
    <header className={styles.title} onDoubleClick={() => startRenaming(node.id)}>
      <NodeIcon path={card?.icon} className={styles.icon} />
      {renaming ? (
        <TitleField
          title={title}
          label="Name of the node"
          className={styles.input ?? ''}
          onRename={(name) => renameNode(node.id, name === card?.title ? '' : name)}
        />
      ) : (
        <h5 className={styles.name} title={card?.doc}>
          {title}
        </h5>
      )}
      <time className={styles.time}>{state === 'on' ? time : state === 'bypassed' ? 'bypassed' : 'off'}</time>
    </header>
  );
}
