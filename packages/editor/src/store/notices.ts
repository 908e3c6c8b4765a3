import { setView } from './editor-store.ts';
import { newId } from './ids.ts';
import type { Notice } from './state.ts';

const SHOWN_MS: Readonly<Record<Notice['kind'], number>> = {
  info: 5_000,
  success: 4_000,
  warning: 9_000,
  error: 12_000,
};
const NOTICE_LIMIT = 4;

/** Tells the person one sentence in the corner of the screen, with at most one thing to do about it. */
export function notify(kind: Notice['kind'], sentence: string, action: Notice['action'] = null): void {
  const notice: Notice = { id: newId('notice'), kind, sentence, action };
  setView((view) => {
    // The same sentence twice would only push others away.
    const others = view.notices.filter((other) => other.sentence !== sentence);
    return { ...view, notices: [...others, notice].slice(-NOTICE_LIMIT) };
  });
  setTimeout(() => dismissNotice(notice.id), SHOWN_MS[kind]);
}

export function dismissNotice(id: string): void {
  setView((view) => ({ ...view, notices: view.notices.filter((notice) => notice.id !== id) }));
}
