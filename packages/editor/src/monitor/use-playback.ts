import { useEffect, useState } from 'react';
import { setPlayhead } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';
import { advance, type PlayState } from './playback.ts';
import { frames, stillUrl } from './use-film-picture.ts';

/** Frames loaded ahead of the one shown. */
const AHEAD = 16;

export interface Playback {
  readonly playing: boolean;
  toggle(): void;
}

/** Plays committed frames at the film's own speed from the playhead; at the end the monitor follows the film again. */
export function usePlayback(productionId: string | null, fps: number, widthPx: number): Playback {
  const [playing, setPlaying] = useState(false);

  useEffect(() => {
    if (!playing || productionId === null || widthPx === 0) return;
    const urlOf = (frame: number) => stillUrl(productionId, frame, widthPx);
    const doneNow = () => currentProduction(editor.getState())?.framesDone ?? 0;
    const start = editor.getState().view.playhead ?? 0;
    let state: PlayState = { frame: start < doneNow() - 1 ? start : 0, sinceMs: performance.now() };
    setPlayhead(state.frame);

    const tick = (nowMs: number) => {
      const framesDone = doneNow();
      // A person who drags the playhead while it plays goes on from there.
      const placed = editor.getState().view.playhead;
      if (placed === null) return setPlaying(false);
      if (placed !== state.frame) state = { frame: placed, sinceMs: nowMs };
      for (let ahead = 1; ahead <= AHEAD && state.frame + ahead < framesDone; ahead += 1) {
        frames.ask(urlOf(state.frame + ahead));
      }
      // A frame that cannot be had is passed over: the picture before it stays.
      const isReady = (frame: number) => {
        const { ready, failed } = frames.ask(urlOf(frame));
        return ready || failed;
      };
      const next = advance(state, { nowMs, fps, framesDone, isReady });
      if (next === null) {
        setPlayhead(null);
        return setPlaying(false);
      }
      if (next.frame !== state.frame) setPlayhead(next.frame);
      state = next;
      handle = requestAnimationFrame(tick);
    };
    let handle = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(handle);
  }, [playing, productionId, fps, widthPx]);

  return { playing, toggle: () => setPlaying((before) => !before) };
}
