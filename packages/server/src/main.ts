// What `npm start` runs: the server with the editor, until it is told to end.
import { messageOf } from '@epoch/graph-runtime/model';
import { HELP, parseConfig } from './config.ts';
import { openBrowser } from './open-browser.ts';
import type { Served } from './serve.ts';

/** Ends in any case when closing takes longer than this. @unit ms */
const LAST_MOMENT_MS = 9500;

const parsed = parseConfig(process.argv.slice(2), process.env);
if (parsed.kind === 'help') {
  process.stdout.write(HELP);
} else if (parsed.kind === 'refused') {
  console.error(parsed.message);
  process.exitCode = 2;
} else {
  try {
    const { serve } = await import('./serve.ts');
    const served = await serve(parsed.config);
    endOnSignals(served);
    process.on('unhandledRejection', (error) => console.error('Something was left unhandled:', error));
    for (const notice of served.notices) console.error(notice);
    console.log(`EpochStreamer is ready at ${served.url}`);
    if (parsed.config.opensBrowser) openBrowser(served.url);
  } catch (error) {
    console.error(messageOf(error));
    process.exit(1);
  }
}

/** The first signal ends cleanly, a second one at once: whatever is committed is safe either way. */
function endOnSignals(served: Served): void {
  let ending = false;
  const end = () => {
    if (ending) process.exit(130);
    ending = true;
    setTimeout(() => process.exit(1), LAST_MOMENT_MS).unref();
    served.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(messageOf(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}
