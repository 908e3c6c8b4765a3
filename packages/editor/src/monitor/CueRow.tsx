import type { CueRecord } from '@epoch/graph-runtime/protocol';
import { GripVertical, X, Zap } from 'lucide-react';
import type { HTMLAttributes, KeyboardEvent } from 'react';
import { cueWords } from '../productions/cue-words.ts';
import { cancelCue, fireCue, setPlayhead } from '../store/actions.ts';
import { IconButton } from '../ui/IconButton.tsx';
import css from './CueQueue.module.css';

interface CueRowProps {
  readonly cue: CueRecord;
  /** Another one is held over it. */
  readonly isOver?: boolean;
  readonly onMove?: (places: number) => void;
  readonly drag?: HTMLAttributes<HTMLLIElement>;
}

/** One picture of the queue: fire it, move it, cancel it; one that was taken shows its frame. */
export function CueRow({ cue, isOver = false, onMove, drag = {} }: CueRowProps) {
  const done = cue.state === 'done';
  const onKeyDown = (event: KeyboardEvent) => {
    const places = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (places === undefined || onMove === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(places);
  };
  return (
    <li
      className={css.cue}
      data-state={cue.state}
      data-over={isOver || undefined}
      data-testid={`cue-${cue.id}`}
      {...drag}
    >
      {!done && (
        <button
          type="button"
          className={css.grip}
          aria-label="Move in the queue with the arrow keys"
          title="Drag, or move with the arrow keys"
          data-testid={`grip-${cue.id}`}
          onKeyDown={onKeyDown}
        >
          <GripVertical size={14} strokeWidth={1.7} aria-hidden />
        </button>
      )}
      <img src={cue.image} alt="" draggable={false} />
      {done && cue.frame !== null ? (
        <button type="button" className={css.words} title="Look at that frame" onClick={() => setPlayhead(cue.frame)}>
          {cueWords(cue)}
        </button>
      ) : (
        <span className={css.words}>{cueWords(cue)}</span>
      )}
      {!done && (cue.state === 'held' || cue.frame !== null) && (
        <IconButton icon={Zap} label="Fire it now" testId={`fire-${cue.id}`} onClick={() => void fireCue(cue)} />
      )}
      {!done && (
        <IconButton
          icon={X}
          label="Cancel the teleport"
          testId={`cancel-${cue.id}`}
          onClick={() => void cancelCue(cue.id)}
        />
      )}
    </li>
  );
}
