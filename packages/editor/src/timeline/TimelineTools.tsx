import { ChevronDown, ChevronUp, Scan, Table2, ZoomIn, ZoomOut } from 'lucide-react';
import { counted } from '../transport/format.ts';
import css from './TimelineTools.module.css';
import { TIME_UNITS, type TimeUnit } from './time-units.ts';

interface TimelineToolsProps {
  /** The lanes are shown, not only the ruler. */
  readonly open: boolean;
  readonly lanes: number;
  readonly unit: TimeUnit;
  readonly zoom: number;
  readonly asTable: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onUnit: (unit: TimeUnit) => void;
  readonly zoomBy: (factor: number) => void;
  readonly onFit: () => void;
  readonly onTable: () => void;
}

const ICON = { size: 13, strokeWidth: 1.7 };

/** In the corner of the timeline: folded or open, what the ruler counts, how near one looks, lanes or a table. */
export function TimelineTools(props: TimelineToolsProps) {
  const { open, lanes, unit, zoom, asTable, onOpen, onUnit, zoomBy, onFit, onTable } = props;
  const next = TIME_UNITS[(TIME_UNITS.indexOf(unit) + 1) % TIME_UNITS.length] ?? 'frames';
  if (!open) {
    return (
      <div className={css.tools}>
        <button
          type="button"
          className={css.unfold}
          title="Show the lanes of the timeline (T)"
          aria-expanded={false}
          data-testid="timeline-open"
          onClick={() => onOpen(true)}
        >
          <ChevronUp {...ICON} />
          {lanes === 0 ? 'Show the timeline' : `Show ${counted(lanes, 'lane')}`}
        </button>
      </div>
    );
  }
  return (
    <div className={css.tools}>
      <button
        type="button"
        title="Fold the timeline to its ruler (T)"
        aria-label="Fold the timeline"
        aria-expanded
        data-testid="timeline-fold"
        onClick={() => onOpen(false)}
      >
        <ChevronDown {...ICON} />
      </button>
      <button
        type="button"
        className={css.unit}
        title={`The ruler counts ${unit}. Count ${next} instead`}
        data-testid="timeline-unit"
        onClick={() => onUnit(next)}
      >
        {unit}
      </button>
      <button type="button" title="Look from farther away" disabled={zoom <= 1} onClick={() => zoomBy(0.5)}>
        <ZoomOut {...ICON} />
      </button>
      <button
        type="button"
        title="Look nearer (Ctrl and the wheel)"
        data-testid="timeline-nearer"
        onClick={() => zoomBy(2)}
      >
        <ZoomIn {...ICON} />
      </button>
      <button type="button" title="Fit the selected keys, or the whole film" data-testid="timeline-fit" onClick={onFit}>
        <Scan {...ICON} />
      </button>
      <button
        type="button"
        title={asTable ? 'Show the lanes' : 'Show all keys as a table'}
        aria-pressed={asTable}
        data-testid="timeline-table"
        onClick={onTable}
      >
        <Table2 {...ICON} />
      </button>
    </div>
  );
}
