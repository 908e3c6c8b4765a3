import type { CueRecord } from '@epoch/graph-runtime/protocol';
import { useMemo, useState } from 'react';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction, runsOpenGraph } from '../store/selectors.ts';
import { LaneRow } from './LaneRow.tsx';
import type { KeySelection } from './lane-types.ts';
import { type Lane, lanesOf, lastKeyOf, timelineLength } from './lanes.ts';
import { Playhead } from './Playhead.tsx';
import { Ruler } from './Ruler.tsx';
import css from './Timeline.module.css';

const NO_CUES: readonly CueRecord[] = [];

/** Longer names get a wider column. */
const hasLongLabel = ({ label }: Lane) => label.length > 11;

/** What changes over the film: a ruler, a lane for every param with keys, a lane for every node with cues. */
export function Timeline() {
  const document = useEditor(({ graph }) => graph.document);
  const cards = useEditor(({ catalogue }) => catalogue.cards);
  // Teleports of a film of another graph have no lane here.
  const cues = useEditor((state) => (runsOpenGraph(state) ? state.run.cues : NO_CUES));
  const framesTotal = useEditor((state) => currentProduction(state)?.framesTotal);
  const hundreds = useEditor((state) => Math.ceil((currentProduction(state)?.framesDone ?? 0) / 100) * 100);
  const nextFrame = useEditor(({ run }) => (cues.some((cue) => cue.frame === null) ? (run.frame ?? -1) + 1 : 0));
  const [selection, setSelection] = useState<KeySelection | null>(null);

  const lanes = useMemo(() => (document === null ? [] : lanesOf(document, cards, cues)), [document, cards, cues]);
  if (document === null) {
    return <p className={css.empty}>What changes over the film is laid out here: prompts, values, teleports.</p>;
  }
  // A running production keeps the length it was started with; without one the graph's own holds.
  const total = framesTotal === undefined ? document.settings.frames : framesTotal;
  const lengthFrames = timelineLength(total, hundreds, lastKeyOf(lanes));

  return (
    <section
      className={css.timeline}
      data-long={lanes.some(hasLongLabel) || undefined}
      aria-label="Timeline"
      data-testid="timeline"
    >
      <div className={css.scroll}>
        <div className={css.content}>
          <div className={css.top}>
            <span className={css.corner}>frame</span>
            <Ruler lengthFrames={lengthFrames} />
          </div>
          {lanes.map((lane) => (
            <LaneRow
              key={lane.id}
              lane={lane}
              lengthFrames={lengthFrames}
              nextFrame={nextFrame}
              selection={selection}
              onSelect={setSelection}
            />
          ))}
          {lanes.length === 0 && (
            <p className={css.empty}>
              Nothing changes over time yet. Select a node and press the diamond beside a value: its keys appear here.
            </p>
          )}
          <Playhead lengthFrames={lengthFrames} />
        </div>
      </div>
    </section>
  );
}
