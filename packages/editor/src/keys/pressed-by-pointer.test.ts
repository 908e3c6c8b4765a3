// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { createSpaceKeeper } from './pressed-by-pointer.ts';

function space(target: Element): boolean {
  const event = new KeyboardEvent('keyup', { key: ' ', bubbles: true, cancelable: true });
  target.dispatchEvent(event);
  return event.defaultPrevented;
}

test('[ED95] Space does not press a clicked button again; one reached by keyboard takes it', () => {
  const keeper = createSpaceKeeper();
  window.addEventListener('click', keeper.onClick);
  window.addEventListener('keydown', keeper.onKey);
  window.addEventListener('keyup', keeper.onKey);
  const button = document.body.appendChild(document.createElement('button'));
  const other = document.body.appendChild(document.createElement('button'));
  button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
  expect(space(button)).toBe(true);
  expect(space(other)).toBe(false);
  // A button of the dialog that it opened; then the focus comes back.
  other.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
  expect(space(button)).toBe(true);
  other.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }));
  expect(space(button)).toBe(false);
});
