import { insertNodeOnEdge, revealNode } from '../store/actions.ts';
import { editor, useEditor } from '../store/editor-store.ts';
import { Button } from '../ui/Button.tsx';
import { guardIn, placeForGuard } from './health-guard.ts';

/** What can be done for a loop that drifts: put a guard before its engine, or look at the guard that is there. */
export function HealthCure() {
  const document = useEditor(({ graph }) => graph.document);
  const cards = useEditor(({ catalogue }) => catalogue.cards);
  if (document === null) return null;
  const guard = guardIn(document, cards);
  if (guard !== null) {
    return (
      <Button look="link" testId="btn-show-guard" onClick={() => revealNode(guard.id)}>
        Show the {(cards[guard.type]?.title ?? guard.type).toLowerCase()}
      </Button>
    );
  }
  const place = placeForGuard(document, cards);
  if (place === null) return null;
  return (
    <Button look="link" testId="btn-add-guard" onClick={addGuard}>
      Add a {place.card.title.toLowerCase()}
    </Button>
  );
}

/** Looks again: the wire may have gone since the offer was drawn. */
function addGuard(): void {
  const { graph, catalogue } = editor.getState();
  const place = graph.document === null ? null : placeForGuard(graph.document, catalogue.cards);
  if (place !== null) insertNodeOnEdge(place.edge, place.card.type, { input: 'image', output: 'image' });
}
