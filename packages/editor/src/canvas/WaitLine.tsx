import { command } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction, waitOf } from '../store/selectors.ts';
import { useSecondsUntil } from '../transport/use-seconds-until.ts';
import styles from './NodeBox.module.css';

/** Over the picture of the node whose image server is away, so that the box keeps its size: why, when it is tried again, and a way to do so now. */
export function WaitLine({ id }: { readonly id: string }) {
  const message = useEditor((state) => currentProduction(state)?.problem?.message ?? '');
  const seconds = useSecondsUntil(useEditor((state) => waitOf(state, id)));
  return (
    <div className={styles.over}>
      <p data-testid={`wait-${id}`}>
        <span className={styles.why} title={message}>
          {message}
        </span>
        {seconds === null ? null : <span className={styles.countdown}>Next try in {seconds} s. </span>}
        <button type="button" className={`${styles.cure} nodrag`} onClick={() => void command('unpause')}>
          Try now
        </button>
      </p>
    </div>
  );
}
