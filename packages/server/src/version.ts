import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Version of the program, from the package file that lies one folder above both the sources and the build. */
export const VERSION = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))).version;
