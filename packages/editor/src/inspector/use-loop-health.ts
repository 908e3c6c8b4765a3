import { useMemo } from 'react';
import { editor, useEditor } from '../store/editor-store.ts';
import { sceneStart, traceOfScene } from '../store/health-scene.ts';
import { runsOpenGraph } from '../store/selectors.ts';
import { bandsOf, guardIn } from './health-guard.ts';
import { type HealthLine, linesOf } from './loop-health.ts';

const noLines: readonly HealthLine[] = [];

/** What is shown of the film in front, with the limits of a guard in its graph. Empty while another graph is open. */
export function useLoopHealth(): readonly HealthLine[] {
  const trace = useEditor(({ run }) => run.health);
  const cues = useEditor(({ run }) => run.cues);
  const isOpen = useEditor(runsOpenGraph);
  const document = useEditor(({ graph }) => graph.document);
  const cards = useEditor(({ catalogue }) => catalogue.cards);
  return useMemo(() => {
    if (!isOpen || document === null) return noLines;
    const guard = guardIn(document, cards);
    const card = guard === null ? undefined : cards[guard.type];
    const frame = editor.getState().run.frame ?? 0;
    const bands = guard === null || card === undefined ? new Map() : bandsOf(document, guard, card, frame);
    const start = sceneStart(document, cues, trace.recent.at(-1)?.frame ?? 0);
    return linesOf(traceOfScene(trace, start), bands);
  }, [trace, isOpen, document, cards, cues]);
}
