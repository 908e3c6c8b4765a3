import type { Decisions } from '@epoch/nodes/engines';
import type Database from 'libsql';
import { z } from 'zod';

/** What boxes decided by the clock. A row is written before its frame, so no frame outlives what it was drawn by. */
export const DECISION_TABLE = `
  CREATE TABLE IF NOT EXISTS decisions (
    node TEXT NOT NULL, frame INTEGER NOT NULL, value REAL NOT NULL, PRIMARY KEY (node, frame)) WITHOUT ROWID;
`;

const rowSchema = z.object({ value: z.number() });

export function createDecisionTable(database: Database.Database): Decisions {
  const find = database.prepare('SELECT value FROM decisions WHERE node = ? AND frame = ?');
  const put = database.prepare('INSERT OR REPLACE INTO decisions (node, frame, value) VALUES (?, ?, ?)');
  return {
    find(node, frame) {
      const row: unknown = find.all(node, frame)[0];
      return row === undefined ? null : rowSchema.parse(row).value;
    },
    put: (node, frame, value) => void put.run(node, frame, value),
  };
}
