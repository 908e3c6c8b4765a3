import { useElementSize } from '@mantine/hooks';
import { useCallback, useEffect, useState } from 'react';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';
import { followNewFilms } from './follow-film.ts';
import css from './Monitor.module.css';
import { Screen } from './Screen.tsx';
import { Scrubber } from './Scrubber.tsx';
import { TeleportControl } from './TeleportControl.tsx';
import { type DraftPicture, FIRST_DRAFT, type TeleportDraft } from './teleport-draft.ts';
import { useHeldKeys } from './use-held-keys.ts';
import { usePastedPicture } from './use-pasted-picture.ts';
import { usePlayback } from './use-playback.ts';

/** The program monitor: the film as it is made, the frames that are done, and the way to throw a picture in. */
export function Monitor() {
  const [shown, setShown] = useState<number | null>(null);
  const { ref, width } = useElementSize();
  const widthPx = Math.ceil(width * Math.min(2, globalThis.devicePixelRatio || 1));
  const productionId = useEditor((state) => currentProduction(state)?.id ?? null);
  const fps = useEditor((state) => currentProduction(state)?.settings.fps ?? 24);
  useEffect(followNewFilms, []);
  const playback = usePlayback(productionId, fps, widthPx);
  const [draft, setDraft] = useState(FIRST_DRAFT);
  const [asking, setAsking] = useState(false);
  const change = (patch: Partial<TeleportDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const choose = useCallback((picture: DraftPicture) => {
    setDraft((before) => ({ ...before, picture }));
    setAsking(true);
  }, []);
  usePastedPicture(useCallback((file: File) => choose({ kind: 'file', file }), [choose]));
  useHeldKeys();
  useEffect(() => {
    if (!asking) return;
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && setAsking(false);
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [asking]);
  return (
    <section className={css.monitor} aria-label="Program monitor" data-testid="monitor">
      <Screen shown={shown} onShown={setShown} screenRef={ref} widthPx={widthPx} draft={draft} onChoose={choose} />
      <div className={css.foot}>
        <Scrubber playback={playback} shown={shown} />
        <TeleportControl draft={draft} onChange={change} open={asking} onOpen={setAsking} />
      </div>
    </section>
  );
}
