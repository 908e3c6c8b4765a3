import type { CueRecord } from '@epoch/graph-runtime/protocol';
import { filmOf } from '@epoch/graph-runtime/schedule';
import { useMemo, useState } from 'react';
import { setPanel } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction, runsOpenGraph } from '../store/selectors.ts';
import { timelinePanel } from '../store/view-slice.ts';
import { cssVars } from '../ui/css-vars.ts';
import { useNarrow } from '../ui/use-narrow.ts';
import { KeyTable } from './KeyTable.tsx';
import { LaneRow } from './LaneRow.tsx';
import { type KeySelection, NOTHING_SELECTED } from './lane-types.ts';
import { type Lane, lanesOf, lastKeyOf, type ParamLane, timelineLength } from './lanes.ts';
import { PlayheadLine } from './Playhead.tsx';
import { Ruler } from './Ruler.tsx';
import css from './Timeline.module.css';
import { TimelineTools } from './TimelineTools.tsx';
import type { TimeUnit } from './time-units.ts';
import { useBoxSelect } from './use-box-select.ts';
import { timelineKeys } from './use-timeline-keys.ts';
import { useZoom } from './use-zoom.ts';

const NO_CUES: readonly CueRecord[] = [];
const NO_LANES: readonly Lane[] = [];

/** Longer names get a wider column. */
const hasLongLabel = ({ label }: Lane) => label.length > 8;

/** What changes over the film: a ruler, a lane for every param with keys, a lane for every node with cues. */
export function Timeline() {
  const document = useEditor(({ graph }) => graph.document);
  const cards = useEditor(({ catalogue }) => catalogue.cards);
  // Teleports of a film of another graph have no lane here.
  const cues = useEditor((state) => (runsOpenGraph(state) ? state.run.cues : NO_CUES));
  const framesTotal = useEditor((state) => currentProduction(state)?.framesTotal);
  const hundreds = useEditor((state) => Math.ceil((currentProduction(state)?.framesDone ?? 0) / 100) * 100);
  const nextFrame = useEditor(({ run }) => (cues.some((cue) => cue.frame === null) ? (run.frame ?? -1) + 1 : 0));
  const [selection, setSelection] = useState<KeySelection>(NOTHING_SELECTED);
  const [unit, setUnit] = useState<TimeUnit>('frames');
  const [asTable, setAsTable] = useState(false);
  const panel = timelinePanel(useNarrow());
  const open = useEditor(({ view }) => view.panels[panel].open);

  const lanes = useMemo(() => (document === null ? NO_LANES : lanesOf(document, cards, cues)), [document, cards, cues]);
  const params = useMemo(() => lanes.filter((lane): lane is ParamLane => lane.kind !== 'cues'), [lanes]);
  // A running production keeps the length it was started with; without one the graph's own holds.
  const total = framesTotal === undefined ? (document?.settings.frames ?? null) : framesTotal;
  const lengthFrames = timelineLength(total, hundreds, lastKeyOf(lanes));
  const { scroll, zoom, zoomBy, fit } = useZoom(lengthFrames);
  const { box, handlers } = useBoxSelect(selection, setSelection);
  if (document === null) {
    return <p className={css.empty}>What changes over the film is laid out here: prompts, values, teleports.</p>;
  }
  const shared = { selection, onSelect: setSelection };
  return (
    <section
      className={css.timeline}
      data-long={lanes.some(hasLongLabel) || undefined}
      aria-label="Timeline"
      data-testid="timeline"
      onKeyDown={timelineKeys({ lanes: params, ...shared, onFit: fit })}
    >
      <div className={css.scroll} ref={scroll}>
        <div className={css.content} style={cssVars({ '--zoom': zoom })} {...handlers}>
          <div className={css.top}>
            <TimelineTools
              {...{ open, unit, zoom, zoomBy, asTable }}
              lanes={lanes.length}
              onOpen={(wanted) => setPanel(panel, { open: wanted })}
              onUnit={setUnit}
              onFit={() => fit(selection.keys.map(({ frame }) => frame))}
              onTable={() => setAsTable(!asTable)}
            />
            <Ruler lengthFrames={lengthFrames} unit={unit} film={filmOf(document)} />
          </div>
          <div className={css.lanes} inert={!open}>
            {asTable ? (
              <KeyTable lanes={params} {...shared} />
            ) : (
              lanes.map((lane) => (
                <LaneRow key={lane.id} {...{ lane, lengthFrames, nextFrame }} lanes={params} {...shared} />
              ))
            )}
            {lanes.length > 0 && !asTable && <div className={css.rest} />}
            {lanes.length === 0 && (
              <p className={css.empty}>
                Nothing changes over time yet. Select a node and press the diamond beside a value: its keys appear here.
              </p>
            )}
          </div>
          {box !== null && <div className={css.box} style={{ ...box }} />}
          {open && !asTable && lanes.length > 0 && <PlayheadLine lengthFrames={lengthFrames} />}
        </div>
      </div>
    </section>
  );
}
