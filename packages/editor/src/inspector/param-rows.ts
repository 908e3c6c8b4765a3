import type { ParamSpec } from '@epoch/graph-runtime/model';
import { isSlider } from './number-format.ts';

type NamedParam = readonly [name: string, spec: ParamSpec];

/** Params that stand side by side in one row, or one that takes the row for itself. */
export interface ParamRow {
  readonly wide: boolean;
  readonly params: readonly NamedParam[];
}

const MOST_IN_ROW = 3;
const NONE: ReadonlySet<string> = new Set();

/** Small fields share a row of up to three, four of them two by two; sliders, texts, pictures and `wide` stand alone. */
export function rowsOf(params: readonly NamedParam[], wide: ReadonlySet<string> = NONE): readonly ParamRow[] {
  const rows: ParamRow[] = [];
  let run: NamedParam[] = [];
  const endRun = () => {
    const perRow = run.length === 4 ? 2 : MOST_IN_ROW;
    for (let at = 0; at < run.length; at += perRow) rows.push({ wide: false, params: run.slice(at, at + perRow) });
    run = [];
  };
  for (const named of params) {
    if (isSmall(named[1]) && !wide.has(named[0])) run.push(named);
    else {
      endRun();
      rows.push({ wide: true, params: [named] });
    }
  }
  endRun();
  return rows;
}

function isSmall(spec: ParamSpec): boolean {
  switch (spec.kind) {
    case 'number':
    case 'integer':
      return !isSlider(spec);
    case 'boolean':
    case 'colour':
      return true;
    case 'text':
    case 'choice':
    case 'asset':
      return false;
  }
}
