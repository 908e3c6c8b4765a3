import { editor, setView } from './editor-store.ts';
import { newId } from './ids.ts';
import type { Notice } from './state.ts';

const SHOWN_MS: Readonly<Record<Notice['kind'], number>> = {
  info: 5_000,
  success: 4_000,
  warning: 9_000,
  error: 12_000,
};
/** What can be taken back stays long enough to read the sentence, find the pointer and press. */
const SHOWN_WITH_ACTION_MS = 12_000;
const NOTICE_LIMIT = 4;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Tells the person one sentence in the corner of the screen, with at most one thing to do about it. */
export function notify(kind: Notice['kind'], sentence: string, action: Notice['action'] = null): void {
  const notice: Notice = { id: newId('notice'), kind, sentence, action };
  setView((view) => {
    // The same sentence twice would only push others away.
    const others = view.notices.filter((other) => other.sentence !== sentence);
    return { ...view, notices: [...others, notice].slice(-NOTICE_LIMIT) };
  });
  releaseNotice(notice.id);
}

/** Keeps a sentence on the screen while the pointer or the focus is on it. */
export function holdNotice(id: string): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

/** Lets a sentence go after its full time. */
export function releaseNotice(id: string): void {
  holdNotice(id);
  const notice = editor.getState().view.notices.find((other) => other.id === id);
  if (notice === undefined) return;
  const shownMs = notice.action === null ? SHOWN_MS[notice.kind] : SHOWN_WITH_ACTION_MS;
  timers.set(
    id,
    setTimeout(() => dismissNotice(id), shownMs),
  );
}

export function dismissNotice(id: string): void {
  holdNotice(id);
  setView((view) => ({ ...view, notices: view.notices.filter((notice) => notice.id !== id) }));
}
