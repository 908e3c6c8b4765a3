import type { JobKey, JobRecord } from '@epoch/nodes/engines';
import type Database from 'libsql';
import { z } from 'zod';

export const JOB_TABLE = `
  CREATE TABLE IF NOT EXISTS jobs (
    node TEXT NOT NULL, frame INTEGER NOT NULL, request TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (node, frame, request)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS jobs_by_frame ON jobs (frame);
`;

const recordSchema = z.strictObject({
  state: z.enum(['sent', 'done', 'replaced']),
  server: z.string(),
  promptId: z.string(),
  attempt: z.int(),
  pictures: z.array(z.string()),
  by: z.string(),
  recipe: z.string().optional(),
});
const rowSchema = z.object({ record: z.string() });

/** What a production has asked of image servers, by box, frame and request. */
export interface JobTable {
  find(key: JobKey): JobRecord | null;
  /** On the disk when it returns, also after a power cut: a row that is lost would have a picture made twice. */
  put(record: JobRecord): void;
  /** Forgets the jobs of frames up to this one. Answers how many there were. */
  dropTo(frame: number): number;
  /** sha256 of every picture that a job has. */
  pictures(): ReadonlySet<string>;
}

export function createJobTable(database: Database.Database): JobTable {
  const find = database.prepare('SELECT record FROM jobs WHERE node = ? AND frame = ? AND request = ?');
  const put = database.prepare('INSERT OR REPLACE INTO jobs (node, frame, request, record) VALUES (?, ?, ?, ?)');
  const drop = database.prepare('DELETE FROM jobs WHERE frame <= ?');
  const read = (row: unknown) => recordSchema.parse(JSON.parse(rowSchema.parse(row).record));
  return {
    find({ node, frame, request }) {
      const row: unknown = find.all(node, frame, request)[0];
      return row === undefined ? null : { node, frame, request, ...read(row) };
    },
    put({ node, frame, request, ...record }) {
      database.pragma('synchronous = FULL');
      try {
        put.run(node, frame, request, JSON.stringify(record));
      } finally {
        database.pragma('synchronous = NORMAL');
      }
    },
    dropTo: (frame) => drop.run(frame).changes,
    pictures: () =>
      new Set(
        database
          .prepare('SELECT record FROM jobs')
          .all()
          .flatMap((row: unknown) => read(row).pictures),
      ),
  };
}
