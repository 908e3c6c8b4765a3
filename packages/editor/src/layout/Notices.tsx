import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { dismissNotice, holdNotice, releaseNotice } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import styles from './Notices.module.css';

const ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert };

/** Sentences that have just been said, above the status line. */
export function Notices() {
  const notices = useEditor(({ view }) => view.notices);
  return (
    <div className={styles.stack} role="status" aria-live="polite" data-testid="notices">
      {notices.map(({ id, kind, sentence, action }) => {
        const Icon = ICONS[kind];
        return (
          <div
            key={id}
            role="note"
            className={styles.notice}
            data-kind={kind}
            onPointerEnter={() => holdNotice(id)}
            onPointerLeave={() => releaseNotice(id)}
            onFocus={() => holdNotice(id)}
            onBlur={() => releaseNotice(id)}
          >
            <Icon size={14} strokeWidth={1.7} className={styles.icon ?? ''} />
            <span className={styles.sentence}>{sentence}</span>
            {action === null ? null : (
              <button
                type="button"
                className={styles.action}
                onClick={() => {
                  action.run();
                  dismissNotice(id);
                }}
              >
                {action.label}
              </button>
            )}
            <button
              type="button"
              className={styles.close}
              aria-label="Hide this message"
              onClick={() => dismissNotice(id)}
            >
              <X size={12} strokeWidth={1.7} />
            </button>
          </div>
        );
      })}
    </div>
  );
}
