import { type ConnectionState, useConnection } from '@xyflow/react';
import { useEffect, useState } from 'react';
import styles from './RefusalBubble.module.css';
import { type Refusal, refusalOf } from './use-wiring.ts';

const SHOWN_MS = 6_000;

interface RefusalBubbleProps {
  /** The last wire that was let go and refused. */
  readonly refusal: Refusal | null;
  readonly onGone: () => void;
}

/** Says at the pointer why a wire does not fit: while it is held over the socket, and for a while after it was let go. */
export function RefusalBubble({ refusal, onGone }: RefusalBubbleProps) {
  const held = useConnection(reasonOfHeld);
  const [pointer, setPointer] = useState({ x: 0, y: 0 });
  const dragging = held !== null;

  useEffect(() => {
    if (!dragging) return undefined;
    const move = (event: PointerEvent) => setPointer({ x: event.clientX, y: event.clientY });
    window.addEventListener('pointermove', move);
    return () => window.removeEventListener('pointermove', move);
  }, [dragging]);

  useEffect(() => {
    if (refusal === null) return undefined;
    const timer = setTimeout(onGone, SHOWN_MS);
    window.addEventListener('pointerdown', onGone);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', onGone);
    };
  }, [refusal, onGone]);

  const reason = held === null || held === '' ? refusal?.reason : held;
  const at = held === null || held === '' ? refusal?.at : pointer;
  if (reason === undefined || at === undefined) return null;
  const beside = at.x > window.innerWidth - 320 ? { right: window.innerWidth - at.x + 14 } : { left: at.x + 14 };
  return (
    <div
      className={styles.bubble}
      style={{ ...beside, top: Math.min(at.y + 14, window.innerHeight - 110) }}
      role="alert"
    >
      {reason}
    </div>
  );
}

/** null: no wire is held. Empty: one is, and nothing speaks against it. */
function reasonOfHeld(connection: ConnectionState): string | null {
  if (!connection.inProgress) return null;
  const { fromHandle, toHandle, isValid } = connection;
  if (toHandle === null || isValid !== false) return '';
  const held = { node: fromHandle.nodeId, port: fromHandle.id ?? '' };
  const over = { node: toHandle.nodeId, port: toHandle.id ?? '' };
  return (fromHandle.type === 'source' ? refusalOf(held, over) : refusalOf(over, held)) ?? '';
}
