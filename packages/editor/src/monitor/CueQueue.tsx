import { type DragEvent, useState } from 'react';
import { movedBy, takenCues, waitingCues } from '../productions/cue-words.ts';
import { orderCues } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import css from './CueQueue.module.css';
import { CueRow } from './CueRow.tsx';

/** Taken cues that are listed without asking for all. */
const TAKEN_SHOWN = 3;

interface CueQueueProps {
  /** Only those of one node; absent: of all. */
  readonly node?: string;
}

/** Pictures that wait, in the order in which they are taken; then those that were, with their frames. */
export function CueQueue({ node }: CueQueueProps) {
  const all = useEditor(({ run }) => run.cues);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [allTaken, setAllTaken] = useState(false);
  const cues = node === undefined ? all : all.filter((cue) => cue.node === node);
  const waiting = waitingCues(cues);
  const taken = takenCues(cues);
  const ids = waiting.map(({ id }) => id);

  const move = (id: string, places: number) => {
    const next = movedBy(ids, id, places);
    if (next !== ids) void orderCues(next);
  };
  const drop = (event: DragEvent, target: string) => {
    event.preventDefault();
    if (dragged !== null) move(dragged, ids.indexOf(target) - ids.indexOf(dragged));
    setDragged(null);
    setOver(null);
  };

  if (cues.length === 0) return null;
  return (
    <div className={css.queue}>
      {waiting.length > 0 && (
        <ol aria-label="Pictures that wait" data-testid="cue-queue">
          {waiting.map((cue) => (
            <CueRow
              key={cue.id}
              cue={cue}
              isOver={over === cue.id && dragged !== cue.id}
              onMove={(places) => move(cue.id, places)}
              drag={{
                draggable: true,
                onDragStart: () => setDragged(cue.id),
                onDragEnd: () => setDragged(null),
                onDragOver: (event) => {
                  if (dragged === null) return;
                  event.preventDefault();
                  setOver(cue.id);
                },
                onDrop: (event) => drop(event, cue.id),
              }}
            />
          ))}
        </ol>
      )}
      {taken.length > 0 && (
        <ol aria-label="Pictures that were taken" data-testid="cues-taken">
          {taken.slice(0, allTaken ? taken.length : TAKEN_SHOWN).map((cue) => (
            <CueRow key={cue.id} cue={cue} />
          ))}
        </ol>
      )}
      {taken.length > TAKEN_SHOWN && !allTaken && (
        <button type="button" className={css.more} onClick={() => setAllTaken(true)}>
          {taken.length - TAKEN_SHOWN} more were taken before
        </button>
      )}
    </div>
  );
}
