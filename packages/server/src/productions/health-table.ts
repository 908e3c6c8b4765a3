import type { FrameHealth } from '@epoch/graph-runtime/protocol';
import type Database from 'libsql';
import { z } from 'zod';

export const HEALTH_TABLE = `
  CREATE TABLE IF NOT EXISTS health (
    i INTEGER PRIMARY KEY, lightness REAL NOT NULL, a REAL NOT NULL, b REAL NOT NULL, chroma REAL NOT NULL,
    contrast REAL NOT NULL, sharpness REAL NOT NULL, change REAL);
`;

const number = z.number();
const rowSchema = z
  .object({ i: z.int() })
  .extend({ lightness: number, a: number, b: number, chroma: number, contrast: number, sharpness: number })
  .extend({ change: number.nullable() })
  .transform(({ i: frame, ...figures }): FrameHealth => ({ frame, ...figures }));

/** What was measured of a production's frames. Only frames that exist are told, whatever rows there are. */
export interface HealthTable {
  put(row: FrameHealth): void;
  has(frame: number): boolean;
  rows(from: number, limit: number): readonly FrameHealth[];
}

export function createHealthTable(database: Database.Database): HealthTable {
  const put = database.prepare(
    'INSERT OR REPLACE INTO health (i, lightness, a, b, chroma, contrast, sharpness, change) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const has = database.prepare('SELECT i FROM health WHERE i = ?');
  const rows = database.prepare(
    'SELECT health.* FROM health JOIN frames ON frames.i = health.i WHERE health.i >= ? ORDER BY health.i LIMIT ?',
  );
  return {
    put: ({ frame, lightness, a, b, chroma, contrast, sharpness, change }) =>
      void put.run(frame, lightness, a, b, chroma, contrast, sharpness, change),
    has: (frame) => has.all(frame).length > 0,
    rows: (from, limit) => rows.all(from, limit).map((row: unknown) => rowSchema.parse(row)),
  };
}
