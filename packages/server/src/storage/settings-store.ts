import type { AppSettings } from '@epoch/graph-runtime/protocol';
import { z } from 'zod';
import { readJson, writeJson } from './json-file.ts';
import { createSerial } from './serial.ts';

const DEFAULTS: AppSettings = { lastGraphId: null, lastProductionId: null, theme: 'dark', previews: true };

/** Field by field: one that cannot be read falls back alone, so that a damaged file costs as little as possible. */
const lenientSchema = z
  .object({
    lastGraphId: z.string().nullable().catch(null),
    lastProductionId: z.string().nullable().catch(null),
    theme: z.enum(['dark', 'light']).catch('dark'),
    previews: z.boolean().catch(true),
  })
  .catch(DEFAULTS);

/** The app's own state in `streamer.json`: what was open, how it looks. */
export interface SettingsStore {
  get(): AppSettings;
  change(change: { readonly [K in keyof AppSettings]?: AppSettings[K] | undefined }): Promise<AppSettings>;
}

export async function openSettings(file: string): Promise<SettingsStore> {
  const serial = createSerial();
  const stored = await readJson(file).catch(() => undefined);
  let settings: AppSettings = stored === undefined ? DEFAULTS : lenientSchema.parse(stored);
  return {
    get: () => settings,
    change: (change) =>
      serial(file, async () => {
        const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
        const next = { ...settings, ...given };
        await writeJson(file, next);
        settings = next;
        return settings;
      }),
  };
}
