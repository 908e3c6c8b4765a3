// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { select } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { testCards, testGraph } from '../store/fixture.ts';
import { openForTest } from '../testing/open-graph.ts';
import { listenToClipboard } from './use-shortcuts.ts';

let stop: () => void;
beforeEach(() => {
  openForTest(testGraph({ a: 'Paint', b: 'Film' }), testCards);
  stop = listenToClipboard();
});
afterEach(() => stop());

/** What the browser sends, with what it would put on its clipboard. */
function send(type: 'copy' | 'cut' | 'paste', target: EventTarget = document.body) {
  const written: string[] = [];
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'clipboardData', {
    value: { setData: (_: string, text: string) => written.push(text), files: [] },
  });
  target.dispatchEvent(event);
  return { taken: event.defaultPrevented, written };
}

const count = () => Object.keys(editor.getState().graph.document?.nodes ?? {}).length;

test('[DR24] copied boxes take the place of a picture on the browser’s clipboard, so that paste brings them', () => {
  select(['a']);
  const { taken, written } = send('copy');
  expect(taken).toBe(true);
  expect(written).toHaveLength(1);
  send('paste');
  expect(count()).toBe(3);
});

test('[DR24] with nothing selected the browser copies what it likes; cut takes the boxes away', () => {
  expect(send('copy')).toEqual({ taken: false, written: [] });
  select(['b']);
  expect(send('cut').taken).toBe(true);
  expect(count()).toBe(1);
});

test('[DR24] words that are marked on the page are copied, not the boxes', () => {
  const words = document.body.appendChild(document.createElement('p'));
  words.textContent = 'Frames 0 to 40 are safe.';
  select(['a']);
  window.getSelection()?.selectAllChildren(words);
  expect(send('copy').taken).toBe(false);
  window.getSelection()?.removeAllRanges();
  expect(send('copy').taken).toBe(true);
  words.remove();
});

test('[DR24] in a text field copy and paste are the browser’s own', () => {
  const field = document.createElement('textarea');
  document.body.append(field);
  select(['a']);
  expect(send('copy', field).taken).toBe(false);
  send('paste', field);
  expect(count()).toBe(2);
  field.remove();
});
