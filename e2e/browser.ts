import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

// No sandbox: tests also run as root and in containers. The rest keeps the browser from calling home.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A real browser: EPOCH_CHROME, else an installed Chromium, else the one inside the registry package, else Chrome or Edge. */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env.EPOCH_CHROME;
  const installed = named ?? INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: FLAGS });
  if (process.platform === 'linux' && process.arch === 'x64') {
    return chromium.launch({ executablePath: await unpackBundled(), args: FLAGS });
  }
  try {
    return await chromium.launch({ channel: 'chrome', args: FLAGS });
  } catch {
    return chromium.launch({ channel: 'msedge', args: FLAGS });
  }
}

/** The package unpacks into the temporary folder and brings its own system libraries when it believes to be in a lambda. */
async function unpackBundled(): Promise<string> {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'epoch-chromium-'));
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  const { default: bundled } = await import('@sparticuz/chromium');
  return bundled.executablePath();
}
