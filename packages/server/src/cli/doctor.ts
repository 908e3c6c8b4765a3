import { CHECKS, type Check, type Finding } from './doctor-checks.ts';
import { EXIT, type ExitCode, Refusal } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import type { World } from './world.ts';

const MARKS = { there: 'ok  ', absent: '-   ', missing: 'MISS' } as const;

/** `epochstreamer doctor`: looks at the machine and says what to do. Fails when something needed is missing. */
export async function doctor(
  args: readonly string[],
  terminal: Terminal,
  world: World,
  checks: readonly Check[] = CHECKS,
): Promise<ExitCode> {
  if (args[0] !== undefined) throw new Refusal(`doctor takes nothing, not "${args[0]}".`);
  const findings = await Promise.all(checks.map((check) => lookSafely(check, world)));
  let missing = 0;
  checks.forEach(({ name }, at) => {
    const finding = findings[at];
    if (finding === undefined) return;
    if (finding.state === 'missing') missing += 1;
    terminal.out(`${MARKS[finding.state]} ${name.padEnd(10)} ${finding.found}`);
    if (finding.todo !== '') terminal.out(`     ${''.padEnd(10)} ${finding.todo}`);
  });
  terminal.out(
    missing === 0
      ? 'Everything needed is there.'
      : `${missing} needed ${missing === 1 ? 'thing is' : 'things are'} missing.`,
  );
  return missing === 0 ? EXIT.ok : EXIT.failed;
}

async function lookSafely(check: Check, world: World): Promise<Finding> {
  try {
    return await check.look(world);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { state: 'missing', found, todo: 'Run "npm start" once in the project folder: it installs and builds.' };
  }
}
