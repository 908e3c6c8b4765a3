// @vitest-environment happy-dom
import { act, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { type Rendered, render } from '../testing/render.tsx';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

let page: Rendered;
afterEach(() => page.unmount());

/** A button that opens a dialog which leads to a second one. */
function Pair() {
  const [open, setOpen] = useState<'first' | 'second' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Button testId="opener" onClick={() => setOpen('first')}>
        Open
      </Button>
      {open === 'first' && (
        <Dialog key="first" title="First" onClose={close}>
          <Button testId="next" onClick={() => setOpen('second')}>
            Next
          </Button>
        </Dialog>
      )}
      {open === 'second' && (
        <Dialog key="second" title="Second" onClose={close}>
          <Button testId="close" onClick={close}>
            Close
          </Button>
        </Dialog>
      )}
    </>
  );
}

/** A person clicks: the button has the focus, then it is pressed. */
async function press(testId: string): Promise<void> {
  page.byId(testId).focus();
  await page.click(testId);
  await act(async () => void (await new Promise((resolve) => setTimeout(resolve))));
}

test('[DI1] a dialog gives the focus back to what the first of those that follow each other was opened from', async () => {
  page = await render(<Pair />);
  await press('opener');
  await press('next');
  expect(document.activeElement).not.toBe(page.byId('opener'));
  await press('close');
  expect(document.activeElement).toBe(page.byId('opener'));
});

test('[DI2] a button is first to have the keyboard only when it is said to be', async () => {
  page = await render(
    <>
      <Button testId="plain">Plain</Button>
      <Button testId="never" first={false}>
        Never
      </Button>
      <Button testId="first" first>
        First
      </Button>
    </>,
  );
  const marked = [...document.querySelectorAll('[data-autofocus]')].map((button) => button.getAttribute('data-testid'));
  expect(marked).toEqual(['first']);
});
