import { useEditor } from '../store/editor-store.ts';
import styles from './EmptyCanvas.module.css';

/** What to do with a graph that has no nodes yet. */
export function EmptyCanvas() {
  const empty = useEditor(({ graph }) => graph.document !== null && Object.keys(graph.document.nodes).length === 0);
  if (!empty) return null;
  return (
    <div className={styles.empty}>
      <p>This graph has no nodes yet.</p>
      <p className="dim">Drag one here from the left, or double click to search.</p>
    </div>
  );
}
