import { GitBranchPlus, Pause, Play, Radio } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from 'react';
import { askForTake, setPlayhead } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { stripFrame, stripTiles } from './film-strip.ts';
import { frameUrl } from './frame-url.ts';
import css from './Scrubber.module.css';
import type { Playback } from './use-playback.ts';

const TILE_PX = 96;

/** The film so far as a strip of its own frames. Drag to look at any of them; the antenna goes back to the film. */
export function Scrubber({ playback, shown }: { readonly playback: Playback; readonly shown: number | null }) {
  const productionId = useEditor((state) => currentProduction(state)?.id ?? null);
  const framesDone = useEditor((state) => currentProduction(state)?.framesDone ?? 0);
  const playhead = useEditor(({ view }) => view.playhead);
  const held = useRef(false);
  const tiles = useMemo(() => stripTiles(framesDone), [framesDone]);

  const scrub = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const frame = stripFrame(event.clientX - left, width, framesDone);
    if (frame !== null) setPlayhead(frame);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Escape') setPlayhead(null);
    if (step === undefined) return;
    const from = playhead ?? framesDone - 1;
    setPlayhead(Math.min(framesDone - 1, Math.max(0, from + step * (event.shiftKey ? 10 : 1))));
  };
  const at = playhead === null || framesDone === 0 ? null : Math.min(1, (playhead + 0.5) / framesDone);

  return (
    <div className={css.scrubber}>
      <IconButton
        icon={playback.playing ? Pause : Play}
        label={playback.playing ? 'Hold the playback' : 'Play the frames that are done'}
        testId="btn-play"
        disabled={framesDone < 2}
        onClick={playback.toggle}
      />
      <div
        className={css.strip}
        role="slider"
        tabIndex={0}
        aria-label="Frame in the monitor"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, framesDone - 1)}
        aria-valuenow={playhead ?? Math.max(0, framesDone - 1)}
        data-testid="scrubber"
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          held.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          scrub(event);
        }}
        onPointerMove={(event) => held.current && scrub(event)}
        onPointerUp={() => {
          held.current = false;
        }}
      >
        {productionId !== null &&
          tiles.map(({ frame, widthPercent }) => (
            <img
              key={`${productionId}-${frame}`}
              src={frameUrl(productionId, frame, TILE_PX)}
              style={{ width: `${widthPercent}%` }}
              alt=""
              draggable={false}
              // A frame of a graph without output was never saved: its tile stays empty.
              onError={(event) => {
                event.currentTarget.style.visibility = 'hidden';
              }}
            />
          ))}
        {at !== null && <i style={{ left: `${at * 100}%` }} />}
      </div>
      <span className={css.frame}>{shown ?? '–'}</span>
      {playhead !== null && (
        <IconButton
          icon={Radio}
          label="Follow the film again"
          active
          testId="btn-follow"
          onClick={() => setPlayhead(null)}
        />
      )}
      <IconButton
        icon={GitBranchPlus}
        label={playhead === null ? 'New take from here' : `New take from frame ${Math.min(playhead, framesDone)}`}
        testId="btn-new-take"
        disabled={framesDone === 0}
        onClick={() => askForTake(Math.min(playhead ?? framesDone, framesDone))}
      />
    </div>
  );
}
