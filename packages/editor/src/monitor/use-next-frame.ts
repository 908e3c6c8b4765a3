import { http } from '@epoch/graph-runtime/protocol';
import { useEffect, useState } from 'react';
import { call } from '../api/http-client.ts';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';

/** A running film is asked again this often. @unit ms */
const ASK_MS = 1_000;

/**
 * First frame that a teleport can still reach: those being drawn are finished first. Exact while the film stands still;
 * of a running one it is at most a second old. @unit frames
 */
export function useNextFrame(active: boolean): number {
  const productionId = useEditor(({ run }) => run.currentId);
  const framesDone = useEditor((state) => currentProduction(state)?.framesDone ?? 0);
  const running = useEditor((state) => currentProduction(state)?.state === 'running');
  /** Frames that have begun and are not committed. */
  const [begun, setBegun] = useState(0);

  useEffect(() => {
    if (!active || productionId === null) return;
    let open = true;
    const ask = () =>
      call(http.readProduction, { params: { productionId } }).then(
        ({ production, nextFrame }) => {
          if (open) setBegun(Math.max(0, nextFrame - production.framesDone));
        },
        // Without an answer the committed frames stay the best that is known.
        () => undefined,
      );
    void ask();
    const timer = running ? setInterval(() => void ask(), ASK_MS) : undefined;
    return () => {
      open = false;
      clearInterval(timer);
    };
  }, [active, productionId, running]);

  return framesDone + begun;
}
