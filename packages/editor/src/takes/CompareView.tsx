import type { Production } from '@epoch/graph-runtime/protocol';
import { Pause, Play } from 'lucide-react';
import { type PointerEvent, useRef, useState } from 'react';
import { useEditor } from '../store/editor-store.ts';
import { counted } from '../transport/format.ts';
import { cssVars } from '../ui/css-vars.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Segments } from '../ui/Segments.tsx';
import { CompareScrubber } from './CompareScrubber.tsx';
import css from './CompareView.module.css';
import { type CompareMode, drawPair, isBlack } from './draw-pair.ts';
import { framesInCommon } from './take-tree.ts';
import { useComparePlayback } from './use-compare-playback.ts';
import { useDrawn } from './use-drawn.ts';
import { useFrameOf } from './use-frame-of.ts';
import { WipeLine } from './WipeLine.tsx';

interface CompareViewProps {
  readonly A: Production;
  readonly B: Production;
}

const MODES: readonly { readonly value: CompareMode; readonly label: string; readonly doc: string }[] = [
  { value: 'side', label: 'Side by side', doc: 'Both films at the same frame.' },
  { value: 'wipe', label: 'Wipe', doc: 'A left of the line, B right of it. Drag the line.' },
  { value: 'difference', label: 'Difference', doc: 'Black where both are the same, four times as bright elsewhere.' },
];

/** Two films at one frame: beside each other, on each other with a line to drag, or what differs. */
export function CompareView({ A, B }: CompareViewProps) {
  const productions = useEditor(({ run }) => run.productions);
  const common = framesInCommon(productions, A.id, B.id);
  const frames = Math.max(1, A.framesDone, B.framesDone);
  const [mode, setMode] = useState<CompareMode>('side');
  const [chosen, setFrame] = useState(() => Math.min(common, frames - 1));
  const [split, setSplit] = useState(0.5);
  const held = useRef(false);
  const frame = Math.min(chosen, frames - 1);
  const pictureA = useFrameOf(A, frame);
  const pictureB = useFrameOf(B, frame);
  const playback = useComparePlayback({ frame, frames, fps: A.settings.fps, both: [A, B], setFrame });

  const [alike, setAlike] = useState(false);
  const left = useDrawn((canvas) => {
    drawPair(canvas, mode, pictureA, pictureB, split);
    setAlike(mode === 'difference' && pictureA !== null && pictureB !== null && isBlack(canvas));
  });
  const right = useDrawn((canvas) => drawPair(canvas, 'side', pictureB, null, split));
  const pull = (event: PointerEvent<HTMLElement>) => {
    const { left: from, width } = event.currentTarget.getBoundingClientRect();
    if (width > 0) setSplit(Math.min(1, Math.max(0, (event.clientX - from) / width)));
  };
  const ratio = A.settings.width / A.settings.height;

  return (
    <div className={css.compare} data-mode={mode} style={cssVars({ '--ratio': ratio, '--split': split })}>
      <div className={css.names}>
        <span data-testid="compare-name-A">
          <b>A</b> {A.name}
        </span>
        <span data-testid="compare-name-B">
          <b>B</b> {B.name}
        </span>
      </div>
      <div className={css.screens}>
        <figure
          data-testid="compare-A"
          onPointerDown={(event) => {
            if (mode !== 'wipe') return;
            held.current = true;
            event.currentTarget.setPointerCapture(event.pointerId);
            pull(event);
          }}
          onPointerMove={(event) => held.current && pull(event)}
          onPointerUp={() => {
            held.current = false;
          }}
        >
          <canvas ref={left} data-testid="compare-canvas" data-frame={pictureA === null ? '' : frame} />
          {mode === 'wipe' && <WipeLine split={split} onSplit={setSplit} />}
          {pictureA === null && mode === 'side' && <p>{endWords(A, frame)}</p>}
        </figure>
        {mode === 'side' && (
          <figure data-testid="compare-B">
            <canvas ref={right} data-testid="compare-canvas-B" data-frame={pictureB === null ? '' : frame} />
            {pictureB === null && <p>{endWords(B, frame)}</p>}
          </figure>
        )}
      </div>
      <div className={css.foot}>
        <IconButton
          icon={playback.playing ? Pause : Play}
          label={playback.playing ? 'Hold the playback' : 'Play both'}
          testId="compare-play"
          onClick={playback.toggle}
        />
        <CompareScrubber frame={frame} frames={frames} common={common} onFrame={setFrame} />
        <span className={css.frame}>{frame}</span>
        <Segments label="Compare by" choices={MODES} value={mode} testId="compare-mode" onChange={setMode} />
      </div>
      <p className={css.words}>
        {commonWords(common, frame)}
        {alike && ' Black: nothing differs here.'}
      </p>
    </div>
  );
}

function endWords({ framesDone }: Production, frame: number): string {
  return frame >= framesDone ? `Ends before, at frame ${framesDone - 1}` : 'Loading';
}

function commonWords(common: number, frame: number): string {
  if (common === 0) return 'They share no frame.';
  if (frame < common) return `Both share this frame: they part at frame ${common}.`;
  return `They part at frame ${common}, ${counted(frame - common + 1, 'frame')} of their own up to here.`;
}
