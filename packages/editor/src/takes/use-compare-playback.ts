import type { Production } from '@epoch/graph-runtime/protocol';
import { useEffect, useRef, useState } from 'react';
import { advance, type PlayState } from '../monitor/playback.ts';
import { frames as loader, stillUrl } from '../monitor/use-film-picture.ts';
import { COMPARED_PX } from './use-frame-of.ts';

interface ComparePlayback {
  readonly frame: number;
  readonly frames: number;
  readonly fps: number;
  readonly both: readonly Production[];
  readonly setFrame: (frame: number) => void;
}

/** Frames loaded ahead of the one shown. */
const AHEAD = 8;

/** Plays two films in step, at the speed of the first; a frame that one of them still loads holds both. */
export function useComparePlayback({ frame, frames, fps, both, setFrame }: ComparePlayback) {
  const [playing, setPlaying] = useState(false);
  const latest = useRef({ frame, frames, both });
  latest.current = { frame, frames, both };

  useEffect(() => {
    if (!playing) return;
    const urlsOf = (at: number) =>
      latest.current.both.filter(({ framesDone }) => at < framesDone).map(({ id }) => stillUrl(id, at, COMPARED_PX));
    const from = latest.current.frame >= latest.current.frames - 1 ? 0 : latest.current.frame;
    let state: PlayState = { frame: from, sinceMs: performance.now() };
    setFrame(from);
    const tick = (nowMs: number) => {
      const { frame: placed, frames: framesDone } = latest.current;
      // A person who drags the line while it plays goes on from there.
      if (placed !== state.frame) state = { frame: placed, sinceMs: nowMs };
      for (let ahead = 1; ahead <= AHEAD; ahead += 1) for (const url of urlsOf(state.frame + ahead)) loader.ask(url);
      const isReady = (at: number) =>
        urlsOf(at).every((url) => {
          const { ready, failed } = loader.ask(url);
          return ready || failed;
        });
      const next = advance(state, { nowMs, fps, framesDone, isReady });
      if (next === null) return setPlaying(false);
      if (next.frame !== state.frame) {
        latest.current = { ...latest.current, frame: next.frame };
        setFrame(next.frame);
      }
      state = next;
      handle = requestAnimationFrame(tick);
    };
    let handle = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(handle);
  }, [playing, fps, setFrame]);

  return { playing, toggle: () => setPlaying((before) => !before) };
}
