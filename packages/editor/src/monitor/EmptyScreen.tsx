import { Plus } from 'lucide-react';
import { openDialog } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import css from './EmptyScreen.module.css';

/** What the monitor shows before there is a film: the first template's still, one sentence and one button. */
export function EmptyScreen() {
  const still = useEditor(
    ({ catalogue }) => catalogue.templates.find(({ thumbnail }) => thumbnail !== null)?.thumbnail,
  );
  const hasGraph = useEditor(({ graph }) => graph.document !== null);
  const connection = useEditor(({ run }) => run.connection);
  const words =
    connection === 'connecting'
      ? 'Looking for the server.'
      : hasGraph
        ? 'No film of this graph yet.'
        : 'Choose a template, and its film begins here.';
  return (
    <div className={css.empty}>
      {still !== undefined && still !== null && <img src={still} alt="" />}
      <div className={css.words}>
        <p>{words}</p>
        {hasGraph && connection === 'open' && (
          <button type="button" data-testid="monitor-new-production" onClick={() => openDialog('new-production')}>
            <Plus size={14} strokeWidth={1.7} aria-hidden />
            New Production
          </button>
        )}
      </div>
    </div>
  );
}
