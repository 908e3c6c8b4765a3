import type { CueFit } from '@epoch/graph-runtime/protocol';
import type Database from 'libsql';
import { z } from 'zod';

/** Columns that journals of older programs lack stand behind `state`. */
export const CUE_TABLE = `
  CREATE TABLE IF NOT EXISTS cues (
    position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, node TEXT NOT NULL, frame INTEGER,
    dissolve INTEGER NOT NULL, image TEXT NOT NULL, state TEXT NOT NULL,
    fit TEXT, hotkey TEXT, place INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX IF NOT EXISTS cues_by_frame ON cues (frame);
`;
const LATER_COLUMNS = ['fit TEXT', 'hotkey TEXT', 'place INTEGER NOT NULL DEFAULT 0'] as const;

/** A teleport: a picture that replaces the feedback at one node for one frame. */
export interface CueRow {
  readonly id: string;
  readonly node: string;
  /** null: the next frame that begins takes it. */
  readonly frame: number | null;
  readonly dissolveFrames: number;
  /** null: as the node's own param says. */
  readonly fit: CueFit | null;
  /** Letter or digit that fires it. */
  readonly key: string | null;
  /** File name in the production's folder `cues`. */
  readonly image: string;
  /** held: waits to be fired. armed: waits for its frame. done: `frame` has taken it, and takes it again in a replay. */
  readonly state: 'held' | 'armed' | 'done';
  /** Place in the queue. */
  readonly order: number;
}

const cueRowSchema = z
  .object({
    id: z.string(),
    node: z.string(),
    frame: z.int().nullable(),
    dissolve: z.int(),
    image: z.string(),
    state: z.enum(['held', 'armed', 'done']),
    fit: z.enum(['cover', 'contain', 'stretch']).nullable(),
    hotkey: z.string().nullable(),
    place: z.int(),
  })
  .transform(
    (row): CueRow => ({
      ...{ id: row.id, node: row.node, frame: row.frame, dissolveFrames: row.dissolve },
      ...{ fit: row.fit, key: row.hotkey, image: row.image, state: row.state, order: row.place },
    }),
  );

/** The cues of a production, in the order of the queue. */
export interface CueTable {
  all(): readonly CueRow[];
  add(cue: CueRow): void;
  /** Writes what may change of these cues, all of them or none. */
  save(cues: readonly CueRow[]): void;
  remove(id: string): void;
}

/** A journal of an older program gets the columns it lacks. */
export function addCueColumns(database: Database.Database): void {
  const columns = z.array(z.object({ name: z.string() })).parse(database.prepare('PRAGMA table_info(cues)').all());
  const known = new Set(columns.map(({ name }) => name));
  for (const column of LATER_COLUMNS) {
    const [name = ''] = column.split(' ');
    if (!known.has(name)) database.exec(`ALTER TABLE cues ADD COLUMN ${column}`);
  }
}

export function createCueTable(database: Database.Database): CueTable {
  const insert = database.prepare(
    'INSERT INTO cues (id, node, frame, dissolve, image, state, fit, hotkey, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const update = database.prepare(
    'UPDATE cues SET frame = ?, dissolve = ?, state = ?, fit = ?, hotkey = ?, place = ? WHERE id = ?',
  );
  const remove = database.prepare('DELETE FROM cues WHERE id = ?');
  const updateAll = database.transaction((cues: readonly CueRow[]) => {
    for (const { id, frame, dissolveFrames, state, fit, key, order } of cues)
      update.run(frame, dissolveFrames, state, fit, key, order, id);
  });
  return {
    all: () =>
      database
        .prepare('SELECT * FROM cues ORDER BY place, position')
        .all()
        .map((row: unknown) => cueRowSchema.parse(row)),
    add: ({ id, node, frame, dissolveFrames, image, state, fit, key, order }) =>
      void insert.run(id, node, frame, dissolveFrames, image, state, fit, key, order),
    save: (cues) => void updateAll(cues),
    remove: (id) => void remove.run(id),
  };
}
