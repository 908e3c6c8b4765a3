#!/usr/bin/env node
// The command-line door. Everything behind it is compiled TypeScript; see src/cli.ts.
import { existsSync } from 'node:fs';

const compiled = new URL('../dist/cli.js', import.meta.url);
if (!existsSync(compiled)) {
  console.error('EpochStreamer is not built yet. Run "npm run build" in the project folder, then try again.');
  process.exit(1);
}
await import(compiled.href);
