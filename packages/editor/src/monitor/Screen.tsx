import type { ProductionState } from '@epoch/graph-runtime/protocol';
import { type DragEvent, type Ref, useRef, useState } from 'react';
import { notify, teleport } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';
import { cssVars } from '../ui/css-vars.ts';
import { EmptyScreen } from './EmptyScreen.tsx';
import css from './Screen.module.css';
import { firstPicture } from './teleport-target.ts';
import { useFilmPicture } from './use-film-picture.ts';
import { useTeleportTarget } from './use-teleport-target.ts';

interface ScreenProps {
  readonly shown: number | null;
  readonly onShown: (frame: number | null) => void;
  readonly screenRef: Ref<HTMLDivElement>;
  /** Width in device pixels; 0 while it is folded away. @unit px */
  readonly widthPx: number;
}

/** The film, as large as the panel allows, in its own proportions. A picture dropped on it is teleported. */
export function Screen({ shown, onShown, screenRef, widthPx }: ScreenProps) {
  const production = useEditor(currentProduction);
  const playhead = useEditor(({ view }) => view.playhead);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [over, setOver] = useState(false);
  const target = useTeleportTarget();

  const framesDone = production?.framesDone ?? 0;
  const still = playhead !== null && playhead < framesDone ? playhead : null;
  const productionId = production?.id ?? null;
  useFilmPicture({ canvas, productionId, still, widthPx, onShown });

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = firstPicture(event.dataTransfer.files);
    if (file === null) notify('warning', 'That is not a picture. Drop a PNG, JPEG or WebP file to teleport to it.');
    else if (target === null)
      notify('warning', 'This graph has no Teleport node for the picture to enter at. Add one.');
    else void teleport({ node: target, file });
  };
  const ratio = production === null ? 16 / 9 : production.settings.width / production.settings.height;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the Teleport button does the same by keyboard
    <div
      ref={screenRef}
      className={css.screen}
      style={cssVars({ '--ratio': ratio })}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <canvas ref={canvas} data-testid="monitor-image" data-frame="" />
      {production === null && <EmptyScreen />}
      {production !== null && shown === null && framesDone === 0 && (
        <p className={css.first}>{production.message ?? firstWords(production.state)}</p>
      )}
      {over && (
        <p className={css.drop}>
          {target === null ? 'No Teleport in this graph' : 'Let go: the next frame starts here'}
        </p>
      )}
    </div>
  );
}

/** What stands on the screen while a production has no frame. */
function firstWords(state: ProductionState): string {
  switch (state) {
    case 'ready':
      return 'Ready. Start makes the first frame.';
    case 'running':
      return 'The first frame is being made.';
    case 'waiting':
      return 'Waiting for a server before the first frame.';
    case 'paused':
    case 'stopped':
    case 'finished':
    case 'failed':
    case 'interrupted':
      return 'No frame of this film was made yet.';
  }
}
