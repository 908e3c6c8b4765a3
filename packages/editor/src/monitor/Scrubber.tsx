import { GitBranchPlus, Pause, Play, Radio } from 'lucide-react';
import { useMemo } from 'react';
import { askForTake, setPlayhead } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';
import { FrameSlider } from '../ui/FrameSlider.tsx';
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
  const tiles = useMemo(() => stripTiles(framesDone), [framesDone]);

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
      <FrameSlider
        className={css.strip}
        label="Frame in the monitor"
        testId="scrubber"
        frameAt={(x, width) => stripFrame(x, width, framesDone)}
        frame={playhead ?? framesDone - 1}
        lastFrame={framesDone - 1}
        onFrame={setPlayhead}
        onEscape={() => setPlayhead(null)}
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
      </FrameSlider>
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
