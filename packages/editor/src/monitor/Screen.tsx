import type { ProductionState } from '@epoch/graph-runtime/protocol';
import { type Ref, useRef } from 'react';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';
import { cssVars } from '../ui/css-vars.ts';
import { DropZones } from './DropZones.tsx';
import { EmptyScreen } from './EmptyScreen.tsx';
import { KenBurnsBoxes } from './KenBurnsBoxes.tsx';
import css from './Screen.module.css';
import type { DraftPicture, TeleportDraft } from './teleport-draft.ts';
import { useFilmPicture } from './use-film-picture.ts';
import { useNextFrame } from './use-next-frame.ts';
import { usePictureDrop } from './use-picture-drop.ts';
import { useTeleportTarget } from './use-teleport-target.ts';

interface ScreenProps {
  readonly shown: number | null;
  readonly onShown: (frame: number | null) => void;
  readonly screenRef: Ref<HTMLDivElement>;
  /** Width in device pixels; 0 while it is folded away. @unit px */
  readonly widthPx: number;
  readonly draft: TeleportDraft;
  /** A picture was dropped where it is asked when and how it comes. */
  readonly onChoose: (picture: DraftPicture) => void;
}

/** The film, as large as the panel allows, in its own proportions. A picture dropped on it is teleported. */
export function Screen({ shown, onShown, screenRef, widthPx, draft, onChoose }: ScreenProps) {
  const production = useEditor(currentProduction);
  const playhead = useEditor(({ view }) => view.playhead);
  const canvas = useRef<HTMLCanvasElement>(null);
  const target = useTeleportTarget();
  const drop = usePictureDrop({ target, draft, onChoose });
  const nextFrame = useNextFrame(drop.zone !== null);

  const framesDone = production?.framesDone ?? 0;
  const still = playhead !== null && playhead < framesDone ? playhead : null;
  const productionId = production?.id ?? null;
  useFilmPicture({ canvas, productionId, still, widthPx, onShown });

  const ratio = production === null ? 16 / 9 : production.settings.width / production.settings.height;

  return (
    <div
      ref={screenRef}
      className={css.screen}
      style={cssVars({ '--ratio': ratio })}
      data-over={drop.zone !== null || undefined}
      {...drop.handlers}
    >
      <canvas ref={canvas} data-testid="monitor-image" data-frame="" />
      {production === null && <EmptyScreen />}
      {production !== null && shown === null && framesDone === 0 && (
        <p className={css.first}>{production.message ?? firstWords(production.state)}</p>
      )}
      {production !== null && drop.zone === null && <KenBurnsBoxes ratio={ratio} />}
      {drop.zone !== null && <DropZones zone={drop.zone} target={target} nextFrame={nextFrame} />}
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
