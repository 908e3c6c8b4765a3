import type { CueRecord } from '@epoch/graph-runtime/protocol';
import { X } from 'lucide-react';
import { cueWords } from '../productions/cue-words.ts';
import { cancelCue } from '../store/actions.ts';
import css from './CueTrack.module.css';
import { percentAt } from './time-scale.ts';

interface CueTrackProps {
  readonly cues: readonly CueRecord[];
  readonly lengthFrames: number;
  /** Where a cue stands that waits for the next frame. @unit frames */
  readonly nextFrame: number;
}

/** Pictures that were or will be injected, each at its frame; armed ones can be taken back. */
export function CueTrack({ cues, lengthFrames, nextFrame }: CueTrackProps) {
  return cues.map((cue) => {
    const left = `${percentAt(cue.frame ?? nextFrame, lengthFrames)}%`;
    return (
      <div key={cue.id} className={css.cue} data-state={cue.state} style={{ left }}>
        <img src={cue.image} alt="" />
        <span>{cueWords(cue)}</span>
        {cue.state === 'armed' && (
          <button type="button" aria-label="Take the teleport back" onClick={() => void cancelCue(cue.id)}>
            <X size={12} strokeWidth={1.7} />
          </button>
        )}
      </div>
    );
  });
}
