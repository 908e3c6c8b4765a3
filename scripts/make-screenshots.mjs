// Takes the pictures of the editor that README and docs show: starts the program on an empty data folder, waits until the
// default film has got somewhere, selects a node, and photographs the page in two sizes. Run after a build.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from './setup/paths.mjs';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
];
const FRAME = 52;
const BROWSERS = [process.env.EPOCH_CHROME, '/usr/bin/chromium', '/usr/bin/google-chrome'];

const data = mkdtempSync(join(tmpdir(), 'epoch-shots-'));
const main = join(ROOT, 'packages', 'server', 'dist', 'main.js');
const server = spawn(process.execPath, [main, '--no-open', '--port', '0', '--data', data]);
let url;
for await (const said of server.stdout) {
  url = /ready at (http:\S+)/.exec(String(said))?.[1];
  if (url !== undefined) break;
}
const executablePath = BROWSERS.find((path) => path !== undefined && existsSync(path));
const browser = await chromium.launch({
  args: ['--no-sandbox', '--disable-gpu'],
  ...(executablePath === undefined ? { channel: 'chrome' } : { executablePath }),
});
try {
  const page = await browser.newPage({ viewport: SIZES[0] });
  await page.goto(url);
  for (const size of SIZES) await photograph(page, size);
} finally {
  await browser.close();
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true, force: true });
}

async function photograph(page, size) {
  await page.setViewportSize(size);
  await page.reload();
  await page.waitForFunction(
    (frame) => Number(document.querySelector('[data-testid="monitor-image"]')?.dataset.frame || -1) >= frame,
    FRAME,
  );
  await page.getByTestId('node-dream').locator('header').click();
  await page.mouse.move(size.width / 2, size.height - 8);
  await page.waitForTimeout(1500);
  const file = join('docs', `editor-${size.width}x${size.height}.png`);
  await page.screenshot({ path: join(ROOT, file) });
  console.log(file);
}
