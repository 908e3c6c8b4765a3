import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Api, apiOf } from './api.ts';
import { launchBrowser } from './browser.ts';
import { type EditorPage, editorPage } from './editor-page.ts';
import { startServer } from './server.ts';

/** Other programs may keep the computer busy: how long a test waits for what must come. */
export const PATIENCE = { timeout: 60_000 };

/** One person at one editor, from the first page to the last: a server of its own, a browser, a page. */
export interface Sitting {
  readonly page: Page;
  readonly editor: EditorPage;
  readonly api: Api;
  /** All sentences the page has told in its corner so far, whether they are still shown or not. */
  readonly told: readonly string[];
  /** What the page threw or wrote as an error. */
  readonly complaints: readonly string[];
  end(): Promise<void>;
}

export async function startSitting(viewport = { width: 1440, height: 900 }): Promise<Sitting> {
  const server = await startServer();
  let browser: Browser | undefined;
  const end = async () => {
    await browser?.close();
    await server.stop();
  };
  try {
    browser = await launchBrowser();
    const page = await browser.newPage({ viewport });
    page.setDefaultTimeout(PATIENCE.timeout);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    const told: string[] = [];
    await page.exposeFunction('tellTest', (sentence: string) => told.push(sentence));
    await page.addInitScript(listenToNotices);
    await page.goto(server.url);
    return { page, editor: editorPage(page), api: apiOf(server.url), told, complaints, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Waits until the page has told a sentence with these words, now or before. */
export async function isTold({ told }: Sitting, words: string): Promise<void> {
  await expect.poll(() => told, PATIENCE).toContainEqual(expect.stringContaining(words));
}

/** Runs in the page: sentences go by themselves after some seconds, so each is passed on as it comes. */
function listenToNotices(): void {
  const tell: unknown = Reflect.get(window, 'tellTest');
  const passOn = (nodes: Iterable<Node>) => {
    for (const node of nodes) if (typeof tell === 'function') tell(node.textContent ?? '');
  };
  const find = new MutationObserver(() => {
    const stack = document.querySelector('[data-testid="notices"]');
    if (stack === null) return;
    find.disconnect();
    passOn(stack.children);
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) passOn(addedNodes);
    }).observe(stack, { childList: true });
  });
  find.observe(document, { childList: true, subtree: true });
}
