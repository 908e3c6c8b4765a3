import { useState } from 'react';
import { askForTake, openDialog } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { CompareView } from './CompareView.tsx';
import { TakeRow } from './TakeRow.tsx';
import css from './TakesDialog.module.css';
import { firstPair, takeLines } from './take-tree.ts';

const WIDTH_PX = 1080;

/** The tree of takes of the film in front, two of them side by side, and which one counts. */
export function TakesDialog() {
  const productions = useEditor(({ run }) => run.productions);
  const present = useEditor(currentProduction);
  const [pair, setPair] = useState<readonly [string, string] | null>(null);
  const close = () => openDialog(null);
  const id = present?.id ?? '';
  const lines = takeLines(productions, id);
  const [one, other] = pair ?? firstPair(productions, id) ?? [null, null];
  const A = one === null ? undefined : productions[one];
  const B = other === null ? undefined : productions[other];
  const longest = Math.max(1, ...lines.map(({ production }) => production.framesDone));

  return (
    <Dialog title="Takes" width={WIDTH_PX} onClose={close} testId="takes">
      {A !== undefined && B !== undefined ? (
        <CompareView key={`${A.id}/${B.id}`} A={A} B={B} />
      ) : (
        <div className={css.empty}>
          <p>
            This film has no takes yet. A take shares the frames before a point you choose and goes on differently from
            there; the film itself is never overwritten.
          </p>
          {present !== null && (
            <Button look="main" testId="btn-first-take" onClick={() => askForTake(present.framesDone)}>
              Make a new take
            </Button>
          )}
        </div>
      )}
      <ul className={css.tree} data-testid="take-tree">
        {lines.map((line) => (
          <TakeRow
            key={line.production.id}
            line={line}
            longest={longest}
            current={line.production.id === id}
            compared={line.production.id === A?.id ? 'A' : line.production.id === B?.id ? 'B' : null}
            onCompare={
              A === undefined || B === undefined
                ? null
                : (side) => setPair(chosenPair([A.id, B.id], side, line.production.id))
            }
          />
        ))}
      </ul>
    </Dialog>
  );
}

/** Taking the one that stands on the other side changes the two places. */
function chosenPair(pair: readonly [string, string], side: 'A' | 'B', id: string): readonly [string, string] {
  const [one, other] = pair;
  if (side === 'A') return [id, id === other ? one : other];
  return [id === one ? other : one, id];
}
