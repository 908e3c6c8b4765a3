import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT } from '../config.ts';
import { freeBytes, megabytes, reserveBytes } from '../storage/disk.ts';
import type { World } from './world.ts';

/** What a check found. `missing` is needed to make films; `absent` only for what its sentence says. */
export interface Finding {
  readonly state: 'there' | 'absent' | 'missing';
  readonly found: string;
  /** What to do about it; '' when there is nothing to do. */
  readonly todo: string;
}

export interface Check {
  readonly name: string;
  look(world: World): Promise<Finding>;
}

const run = promisify(execFile);
const resolver = createRequire(import.meta.url);

const there = (found: string): Finding => ({ state: 'there', found, todo: '' });
const absent = (found: string, todo: string): Finding => ({ state: 'absent', found, todo });
const missing = (found: string, todo: string): Finding => ({ state: 'missing', found, todo });

export const CHECKS: readonly Check[] = [
  { name: 'Node.js', look: async () => lookAtNode(process.versions.node) },
  { name: 'machine', look: async () => there(`${cpus().length} cores, ${megabytes(totalmem())} of memory`) },
  { name: 'nodes', look: lookAtNodes },
  { name: 'fonts', look: async () => lookAtFonts() },
  { name: 'editor', look: async () => lookAtEditor() },
  { name: 'disk', look: () => lookAtDisk(PROJECT) },
  { name: 'ffmpeg', look: lookAtFfmpeg },
  { name: 'browser', look: async () => lookAtBrowser() },
  { name: 'ComfyUI', look: lookAtComfy },
];

/** @source package.json, engines.node: >= 20.19.0 */
export function lookAtNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  return enough ? there(version) : missing(version, 'EpochStreamer needs Node.js 20.19 or newer: https://nodejs.org');
}

async function lookAtNodes(world: World): Promise<Finding> {
  const { cards } = await world.nodes();
  return there(`${cards.length} node types`);
}

function lookAtFonts(): Finding {
  const fonts = ['@fontsource/inter', '@fontsource/jetbrains-mono'];
  const lost = fonts.filter((name) => !canResolve(`${name}/package.json`));
  if (lost.length === 0) return there('Inter, JetBrains Mono');
  return missing(`${lost.join(' and ')} not installed`, 'Run "npm start" in the project folder: it installs them.');
}

function lookAtEditor(): Finding {
  const built = existsSync(join(PROJECT, 'packages', 'editor', 'dist', 'app', 'index.html'));
  return built ? there('built') : absent('not built', 'Only for the editor in the browser: "npm run build" makes it.');
}

async function lookAtDisk(folder: string): Promise<Finding> {
  const free = await freeBytes(folder);
  if (free === null) return absent('the system does not tell', '');
  const reserve = reserveBytes(0);
  if (free > reserve) return there(`${megabytes(free)} free`);
  return missing(`${megabytes(free)} free`, `Make room: films pause while less than ${megabytes(reserve)} are free.`);
}

async function lookAtFfmpeg(): Promise<Finding> {
  for (const path of [bundledFfmpeg(), 'ffmpeg']) {
    if (path === null) continue;
    try {
      const { stdout } = await run(path, ['-version'], { timeout: 5000 });
      return there(`${/version (\S+)/.exec(stdout)?.[1] ?? 'of an unknown version'} (${path})`);
    } catch {
      // Not there, or not executable: the next one may be.
    }
  }
  return absent('none that runs', 'Only for videos: "npm start" installs one and makes it executable.');
}

function bundledFfmpeg(): string | null {
  try {
    const installer: unknown = resolver('@ffmpeg-installer/ffmpeg');
    const path = typeof installer === 'object' && installer !== null && 'path' in installer ? installer.path : null;
    return typeof path === 'string' ? path : null;
  } catch {
    return null;
  }
}

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe', 'msedge.exe'];
const BROWSER_FILES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

function lookAtBrowser(): Finding {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const files = [...folders.flatMap((folder) => BROWSERS.map((name) => join(folder, name))), ...BROWSER_FILES];
  const found = files.find((file) => existsSync(file));
  if (found !== undefined) return there(found);
  if (canResolve('@sparticuz/chromium/package.json')) return there('the one bundled for tests');
  return absent('none found here', 'Any browser on this or another machine can show the editor; tests need Chromium.');
}

/** Every ComfyUI that is saved, named by COMFY_URL, or tried by default. One that works is enough. */
export async function lookAtComfy(world: World): Promise<Finding> {
  const { store, desk, close } = await world.openEngines();
  try {
    const servers = store.list().filter(({ kind }) => kind === 'comfyui');
    const reports = await Promise.all(servers.map(({ id, kind, url }) => desk.test({ id, kind, url })));
    const found = reports.find(({ ok }) => ok) ?? reports[0];
    const words = found?.message ?? 'none is saved';
    if (found?.ok === true) return there(words);
    return absent(
      words,
      'Only for ComfyUI nodes; the built-in Dream engine needs none. "epochstreamer engines" asks again.',
    );
  } finally {
    await close();
  }
}

function canResolve(name: string): boolean {
  try {
    resolver.resolve(name);
    return true;
  } catch {
    return false;
  }
}
