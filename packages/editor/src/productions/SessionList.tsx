import type { Production } from '@epoch/graph-runtime/protocol';
import { GitBranch, Star, Trash2 } from 'lucide-react';
import { frameUrl } from '../monitor/frame-url.ts';
import { bringToFront, deleteProduction, openDialog, resumeSession } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { takeLines } from '../takes/take-tree.ts';
import { ago, clock } from '../transport/format.ts';
import { isLive, transportOf } from '../transport/transport-state.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Pill } from '../ui/Pill.tsx';
import css from './SessionList.module.css';
import { canResume, latestFirst } from './sessions.ts';

const THUMBNAIL_PX = 256;

/** Every production there is: look at one, or go on with it after its last safe frame. */
export function SessionList() {
  const productions = latestFirst(useEditor(({ run }) => run.productions));
  return (
    <Dialog title="Resume Session" width={620} onClose={() => openDialog(null)} testId="session-list">
      {productions.length === 0 && <p>No production yet. The first one you start appears here.</p>}
      <ul className={css.list}>
        {productions.map((production) => (
          <Session key={production.id} production={production} />
        ))}
      </ul>
    </Dialog>
  );
}

function Session({ production }: { readonly production: Production }) {
  const { id, name, graphName, createdAt, framesDone, framesTotal, settings } = production;
  const current = useEditor(({ run }) => run.currentId === id);
  const takes = useEditor(({ run }) => takeLines(run.productions, id).length);
  const { pill } = transportOf(production.state);
  const look = () => {
    bringToFront(id);
    openDialog(null);
  };
  const compare = () => {
    bringToFront(id);
    openDialog('takes');
  };
  const resume = async () => {
    if (await resumeSession(id)) openDialog(null);
  };
  const takeWords = production.take === null ? '' : `take from frame ${production.take.fromFrame}, `;
  const length = `${framesDone}${framesTotal === null ? '' : ` / ${framesTotal}`} frames, ${clock(framesDone / settings.fps)}`;
  return (
    <li className={css.session} data-current={current || undefined} data-testid={`session-${id}`}>
      <button type="button" className={css.look} title="Look at it in the monitor" onClick={look}>
        {framesDone > 0 ? <img src={frameUrl(id, framesDone - 1, THUMBNAIL_PX)} alt="" loading="lazy" /> : <i />}
      </button>
      <div className={css.words}>
        <div className={css.name}>
          <b>{name}</b>
          {production.promoted && <Star size={14} strokeWidth={1.7} aria-label="The take that counts" />}
          {pill !== null && (
            <Pill tone={pill.tone} dot>
              {pill.label}
            </Pill>
          )}
        </div>
        <p>
          {takeWords}
          {graphName}, {ago(createdAt, Date.now())}
        </p>
        <p className={css.length}>{length}</p>
        {production.message !== null && (
          <p className={css.message} data-tone={pill?.tone}>
            {production.message}
          </p>
        )}
      </div>
      {takes > 1 && (
        <IconButton icon={GitBranch} label="Compare its takes" testId={`takes-${id}`} onClick={compare}>
          {takes}
        </IconButton>
      )}
      <IconButton
        icon={Trash2}
        label={isLive(production) ? 'Stop it first, then it can go to the trash' : 'Move it to the trash'}
        testId={`trash-${id}`}
        disabled={isLive(production)}
        onClick={() => void deleteProduction(production)}
      />
      {canResume(production) ? (
        <Button onClick={() => void resume()} testId={`resume-${id}`}>
          Resume
        </Button>
      ) : (
        <Button onClick={look}>{isLive(production) ? 'Watch' : 'Look at it'}</Button>
      )}
    </li>
  );
}
