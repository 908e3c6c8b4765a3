import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '@epoch/graph-runtime/model';
import type { EngineReport, EngineServer } from '@epoch/graph-runtime/protocol';
import { EXIT, type ExitCode, Refusal } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import type { World } from './world.ts';

interface Asked extends EngineServer {
  readonly report: EngineReport;
}

/** `epochstreamer engines`: asks every image server how it is, all at once. Fails when one cannot be used. */
export async function engines(args: readonly string[], terminal: Terminal, world: World): Promise<ExitCode> {
  const { json, data } = readOptions(args);
  const { store, desk, close } = await world.openEngines(data === undefined ? undefined : resolve(data));
  try {
    for (const notice of store.notices) terminal.err(notice);
    const asked = await Promise.all(
      store.list().map(async (server): Promise<Asked> => {
        const { id, kind, url } = server;
        return { ...server, report: await desk.test({ id, kind, url }) };
      }),
    );
    if (json === true) terminal.out(JSON.stringify(asked, null, 2));
    else for (const server of asked) terminal.out(lineOf(server));
    return asked.every(({ report }) => report.ok) ? EXIT.ok : EXIT.failed;
  } finally {
    await close();
  }
}

function lineOf({ name, kind, url, origin, report }: Asked): string {
  const whence = origin === 'saved' ? '' : origin === 'default' ? ', tried by default' : ', from COMFY_URL';
  return `${report.ok ? 'ok  ' : 'FAIL'} ${name} (${kind}${whence}) at ${url}: ${report.message}`;
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { json: { type: 'boolean' }, data: { type: 'string' } } }).values;
  } catch (error) {
    throw new Refusal(`engines takes --json and --data DIR only. ${messageOf(error)}`);
  }
}
