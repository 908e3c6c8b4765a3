/** One size of a sprite in its sheet. */
export interface SheetLevel {
  /** First row of the level; its first column is the sheet's. */
  readonly row: number;
  /** Whole pixels of the level. */
  readonly columns: number;
  readonly rows: number;
  /** The picture's sides in pixels of this level, with the fractions that halving leaves. */
  readonly width: number;
  readonly height: number;
}

const LEAST_LEVEL_PX = 4;

/**
 * How a sheet holds a sprite: in its own size and halved again and again, one below the other, all premultiplied. A sprite
 * drawn at a third of its size would glitter; halving averages, and what is left to do is little.
 */
export function sheetLevels(width: number, height: number): readonly SheetLevel[] {
  const levels: SheetLevel[] = [{ row: 0, columns: width, rows: height, width, height }];
  for (let last = levels[0]; last !== undefined; last = levels.at(-1)) {
    if (Math.min(last.width, last.height) < 2 * LEAST_LEVEL_PX) break;
    levels.push({
      row: last.row + last.rows,
      columns: (last.columns + 1) >> 1,
      rows: (last.rows + 1) >> 1,
      width: last.width / 2,
      height: last.height / 2,
    });
  }
  return levels;
}

export function sheetRows(levels: readonly SheetLevel[]): number {
  return levels.reduce((sum, { rows }) => sum + rows, 0);
}

/** A level is enlarged by no more than this, and so shrunk to no less than 2/3: a filter of six samples averages that much. */
const MOST_ENLARGED = 4 / 3;

/** The smallest level that is large enough for what is to be drawn, else the largest. */
export function levelFor(levels: readonly SheetLevel[], widthPx: number): SheetLevel | undefined {
  return levels.findLast(({ width }) => MOST_ENLARGED * width >= widthPx) ?? levels[0];
}
