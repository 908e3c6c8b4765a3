import { MantineProvider } from '@mantine/core';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

export interface Rendered {
  readonly container: HTMLElement;
  /** The element with this test id anywhere on the page. @throws Error when there is none */
  byId(testId: string): HTMLElement;
  has(testId: string): boolean;
  click(testId: string): Promise<void>;
  /** Types into a field as a person would: focus, then the whole text at once. */
  type(testId: string, text: string): Promise<void>;
  unmount(): Promise<void>;
}

/** Draws a component on a page of its own, for tests with happy-dom. */
export async function render(element: ReactNode): Promise<Rendered> {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  await act(async () => root.render(<MantineProvider env="test">{element}</MantineProvider>));

  const find = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
  const byId = (testId: string) => {
    const found = find(testId);
    if (found === null) throw new Error(`Nothing on the page has the test id "${testId}".`);
    return found;
  };
  return {
    container,
    byId,
    has: (testId) => find(testId) !== null,
    click: (testId) => act(async () => byId(testId).click()),
    type: (testId, text) =>
      act(async () => {
        const field = byId(testId);
        field.focus();
        setNativeValue(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    unmount: async () => {
      await act(async () => root.unmount());
      container.remove();
    },
  };
}

/** React watches `value` on the element itself; the setter of the prototype goes past it, as a real keystroke does. */
function setNativeValue(field: HTMLElement, text: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text);
}
