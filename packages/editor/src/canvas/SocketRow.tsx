import type { NodeId } from '@epoch/graph-runtime/model';
import { useEditor } from '../store/editor-store.ts';
import { filmInView, frameInView, reportOf, wiresByInput } from '../store/selectors.ts';
import type { EditorState } from '../store/state.ts';
import type { FaceRow } from './face-rows.ts';
import { ownValue, shortValue } from './face-values.ts';
import { Socket } from './Socket.tsx';
import styles from './SocketRow.module.css';

interface SocketRowProps {
  readonly node: NodeId;
  readonly row: FaceRow;
}

const FOLLOWS_WORDS = { keys: 'Goes from key to key', schedule: 'Follows a written schedule' } as const;

/** An input with its name and, when it is a number, what it is at this frame. */
export function InputRow({ node, row }: SocketRowProps) {
  const value = useEditor((state) => inputValue(state, node, row));
  const wired = useEditor((state) => wiresByInput(state).has(`${node}.${row.port}`));
  return (
    <li
      className={styles.row}
      title={row.doc}
      data-quiet={row.param !== null && !wired && row.follows === null ? '' : undefined}
    >
      <Socket node={node} port={row.port} type={row.type} side="in" />
      <span className={styles.label}>{row.label}</span>
      {row.follows !== null && !wired ? (
        <i className={styles.key} data-follows={row.follows} title={FOLLOWS_WORDS[row.follows]} />
      ) : null}
      {value === null ? null : <span className={styles.value}>{value}</span>}
    </li>
  );
}

/** An output with what it gave last, when that is a number. */
export function OutputRow({ node, row }: SocketRowProps) {
  const value = useEditor((state) => shortValue(reportOf(state, node)?.values[row.port], null));
  return (
    <li className={`${styles.row} ${styles.out}`} title={row.doc}>
      {value === null ? null : <span className={styles.given}>{value}</span>}
      <span className={styles.label}>{row.label}</span>
      <Socket node={node} port={row.port} type={row.type} side="out" />
    </li>
  );
}

/** A wire's value wins over keys, keys over the constant; a wired value is known once its source has run. */
function inputValue(state: EditorState, id: NodeId, { port, param }: FaceRow): string | null {
  const document = state.graph.document;
  const node = document?.nodes[id];
  if (document === null || node === undefined) return null;
  const wire = document.edges[wiresByInput(state).get(`${id}.${port}`) ?? ''];
  if (wire !== undefined) return shortValue(reportOf(state, wire.from.node)?.values[wire.from.port], param);
  return param === null ? null : shortValue(ownValue(node, port, param, frameInView(state), filmInView(state)), param);
}
