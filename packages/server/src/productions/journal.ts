import { EpochError, type GraphDocument, graphSchema, messageOf } from '@epoch/graph-runtime/model';
import type { Decisions } from '@epoch/nodes/engines';
import Database from 'libsql';
import { z } from 'zod';
import { failpoint } from '../storage/failpoint.ts';
import { createHealthTable, HEALTH_TABLE, type HealthTable } from './health-table.ts';
import { addCueColumns, CUE_TABLE, type CueTable, createCueTable } from './journal-cues.ts';
import { createDecisionTable, DECISION_TABLE } from './journal-decisions.ts';
import { createJobTable, JOB_TABLE, type JobTable } from './journal-jobs.ts';
import { type FilmMeta, type FrameRow, filmMetaSchema, frameRowSchema } from './journal-rows.ts';

/** Raised when the tables change; a newer journal is refused rather than misread. */
const JOURNAL_VERSION = 4;

const TABLES = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS frames (i INTEGER PRIMARY KEY, duration_ms REAL NOT NULL, files TEXT NOT NULL, used TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS graphs (from_frame INTEGER PRIMARY KEY, document TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, frame INTEGER, kind TEXT NOT NULL, message TEXT NOT NULL);
  ${CUE_TABLE}
  ${JOB_TABLE}
  ${HEALTH_TABLE}
  ${DECISION_TABLE}
`;

/**
 * The truth about one production: which frames exist, which graph ran from which frame on, which cues were taken where.
 * One writer (the lock sees to that). Rows survive kill -9; after a power cut the last ones may be missing, and their
 * frames are drawn again.
 */
export interface Journal {
  meta(): FilmMeta;
  setMeta(meta: FilmMeta): void;
  addFrame(row: FrameRow): void;
  /** Replaces the row of a frame that was drawn again and came out different. */
  replaceFrame(row: FrameRow): void;
  frame(frame: number): FrameRow | null;
  frames(from: number, limit: number): readonly FrameRow[];
  /** Number of committed frames: 0 .. count - 1 exist. */
  frameCount(): number;
  /** The graph that runs frame `from` and those after it. */
  setGraph(from: number, document: GraphDocument): void;
  graphAt(frame: number): GraphDocument;
  /** First frame of the graph that runs at this one. */
  graphStart(frame: number): number;
  /** First frame in [from, to] at which another graph takes over; null when there is none. */
  nextGraphChange(from: number, to: number): number | null;
  /** Whether it is the film that counts among its takes. Kept apart from `meta`, which a running film writes. */
  setPromoted(promoted: boolean): void;
  readonly cues: CueTable;
  readonly jobs: JobTable;
  readonly health: HealthTable;
  readonly decisions: Decisions;
  note(kind: string, frame: number | null, message: string): void;
  /** Writes the whole journal into a file that is not there yet. */
  copyTo(file: string): void;
  /** Forgets this frame and all later ones, with the graphs, cues and decisions that came after it. */
  cutAt(frame: number): void;
  close(): void;
}

/** @throws EpochError STORAGE_FAILED when the file is no journal, is broken, or was written by a newer program */
export function openJournal(file: string): Journal {
  const database = openDatabase(file);
  const run = (sql: string, ...values: unknown[]) => database.prepare(sql).run(...values);
  const all = (sql: string, ...values: unknown[]) => database.prepare(sql).all(...values);
  const one = (sql: string, ...values: unknown[]) => all(`${sql} LIMIT 1`, ...values)[0];
  const insertFrame = database.prepare('INSERT INTO frames (i, duration_ms, files, used) VALUES (?, ?, ?, ?)');
  const columns = ({ frame, durationMs, files, used }: FrameRow) =>
    [frame, durationMs, JSON.stringify(files), JSON.stringify(used)] as const;

  return {
    meta() {
      const row = z.object({ value: z.string() }).safeParse(one("SELECT value FROM meta WHERE key = 'film'"));
      if (!row.success) throw new EpochError('STORAGE_FAILED', `The journal ${file} is empty.`, { detail: { file } });
      const promoted = one("SELECT value FROM meta WHERE key = 'promoted' AND value = 'true'") !== undefined;
      return { ...filmMetaSchema.parse(JSON.parse(row.data.value)), promoted };
    },
    setMeta({ promoted: _, ...meta }) {
      run("INSERT OR REPLACE INTO meta (key, value) VALUES ('film', ?)", JSON.stringify(meta));
    },
    addFrame(row) {
      insertFrame.run(...columns(row));
      failpoint('row-written');
    },
    replaceFrame: (row) =>
      void run('INSERT OR REPLACE INTO frames (i, duration_ms, files, used) VALUES (?, ?, ?, ?)', ...columns(row)),
    frame(frame) {
      const row = one('SELECT * FROM frames WHERE i = ?', frame);
      return row === undefined ? null : frameRowSchema.parse(row);
    },
    frames: (from, limit) =>
      all('SELECT * FROM frames WHERE i >= ? ORDER BY i LIMIT ?', from, limit).map((row) => frameRowSchema.parse(row)),
    frameCount: () => numberIn(one('SELECT COALESCE(MAX(i) + 1, 0) AS number FROM frames')) ?? 0,
    setGraph: (from, document) =>
      void run('INSERT OR REPLACE INTO graphs (from_frame, document) VALUES (?, ?)', from, JSON.stringify(document)),
    graphAt(frame) {
      const row = one('SELECT document FROM graphs WHERE from_frame <= ? ORDER BY from_frame DESC', frame);
      return graphSchema.parse(JSON.parse(z.object({ document: z.string() }).parse(row).document));
    },
    graphStart: (frame) =>
      numberIn(one('SELECT MAX(from_frame) AS number FROM graphs WHERE from_frame <= ?', frame)) ?? 0,
    nextGraphChange: (from, to) =>
      numberIn(one('SELECT MIN(from_frame) AS number FROM graphs WHERE from_frame BETWEEN ? AND ?', from, to)),
    setPromoted: (promoted) =>
      void run("INSERT OR REPLACE INTO meta (key, value) VALUES ('promoted', ?)", JSON.stringify(promoted)),
    cues: createCueTable(database),
    jobs: createJobTable(database),
    health: createHealthTable(database),
    decisions: createDecisionTable(database),
    note: (kind, frame, message) =>
      void run(
        'INSERT INTO events (at, frame, kind, message) VALUES (?, ?, ?, ?)',
        ...[new Date().toISOString(), frame, kind, message],
      ),
    copyTo: (file) => void run('VACUUM INTO ?', file),
    cutAt: database.transaction((frame: number) => {
      run('DELETE FROM frames WHERE i >= ?', frame);
      run('DELETE FROM graphs WHERE from_frame > ?', frame);
      run("DELETE FROM cues WHERE state != 'done' OR frame >= ?", frame);
      run('DELETE FROM jobs WHERE frame >= ?', frame);
      run('DELETE FROM health WHERE i >= ?', frame);
      run('DELETE FROM decisions WHERE frame >= ?', frame);
      run('DELETE FROM events');
    }),
    close: () => void database.close(),
  };
}

function openDatabase(file: string): Database.Database {
  try {
    const database = new Database(file);
    const version = z
      .union([z.array(z.object({ user_version: z.int() })), z.object({ user_version: z.int() })])
      .parse(database.pragma('user_version'));
    const found = (Array.isArray(version) ? version[0]?.user_version : version.user_version) ?? 0;
    if (found > JOURNAL_VERSION) {
      database.close();
      throw new Error(`a newer EpochStreamer wrote it (version ${found}, this one reads ${JOURNAL_VERSION})`);
    }
    /** NORMAL never corrupts and loses nothing to kill -9; rows lost to a power cut are drawn again from a checkpoint. */
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.exec(TABLES);
    addCueColumns(database);
    if (found < JOURNAL_VERSION) database.pragma(`user_version = ${JOURNAL_VERSION}`);
    return database;
  } catch (cause) {
    const message = `The journal ${file} cannot be opened: ${messageOf(cause)}. The stills beside it are untouched.`;
    throw new EpochError('STORAGE_FAILED', message, { detail: { file }, cause });
  }
}

function numberIn(row: unknown): number | null {
  return z.object({ number: z.int().nullable() }).parse(row).number;
}
