import { GitBranch, Redo2, Search, Settings, Undo2 } from 'lucide-react';
import { openDialog, redo, undo } from '../store/actions.ts';
import { type EditorState, useEditor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';
import { takeLines } from '../takes/take-tree.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { keyCaps } from '../ui/key-caps.ts';
import { Pill } from '../ui/Pill.tsx';
import { Brand } from './Brand.tsx';
import { Counters } from './Counters.tsx';
import { GraphMenu } from './GraphMenu.tsx';
import { SavedState } from './SavedState.tsx';
import css from './TopBar.module.css';
import { TransportButtons } from './TransportButtons.tsx';
import { transportOf } from './transport-state.ts';
import { useSecondsUntil } from './use-seconds-until.ts';

/** One line that says what runs, how far, how fast, how long still, and whether the work is safe. */
export function TopBar() {
  const hasGraph = useEditor(({ graph }) => graph.document !== null);
  return (
    <header className={css.bar} data-testid="top-bar">
      <Brand />
      <nav className={css.tabs} aria-label="Pages">
        <button type="button" data-on aria-current="page">
          Graph
        </button>
      </nav>
      <div className={css.desk}>
        <GraphMenu />
        {hasGraph && <UndoRedo />}
      </div>
      <NowRunning />
      <TransportButtons />
      <Counters />
      <div className={css.grow} />
      <button type="button" className={css.search} data-testid="btn-search" onClick={() => openDialog('search')}>
        <Search size={14} strokeWidth={1.7} aria-hidden />
        <span>Search or run</span>
        <kbd>{keyCaps('mod+k')}</kbd>
      </button>
      <SavedState />
      <div className={css.desk}>
        <IconButton icon={Settings} label="Settings" testId="btn-settings" onClick={() => openDialog('settings')} />
      </div>
    </header>
  );
}

function UndoRedo() {
  const canUndo = useEditor(({ graph }) => graph.undo.length > 0);
  const canRedo = useEditor(({ graph }) => graph.redo.length > 0);
  return (
    <div className={css.pair}>
      <IconButton icon={Undo2} label="Undo" keys="mod+z" testId="btn-undo" disabled={!canUndo} onClick={undo} />
      <IconButton icon={Redo2} label="Redo" keys="mod+shift+z" testId="btn-redo" disabled={!canRedo} onClick={redo} />
    </div>
  );
}

/** Nobody here knows what runs. */
const NOT_CONNECTED = { label: 'Not connected', tone: 'warning' } as const;

/** When a film that waits for an image server tries again. */
function retryOf(editor: EditorState): string | null {
  const production = currentProduction(editor);
  return production?.state === 'waiting' ? production.retryAt : null;
}

function NowRunning() {
  const state = useEditor((editor) => currentProduction(editor)?.state ?? null);
  const name = useEditor((editor) => currentProduction(editor)?.name);
  const lost = useEditor(({ run }) => run.connection === 'lost');
  const takes = useEditor(({ run }) => (run.currentId === null ? 0 : takeLines(run.productions, run.currentId).length));
  const seconds = useSecondsUntil(useEditor(retryOf));
  const { pill } = transportOf(state);
  if (pill === null) return null;
  const { tone, label } = lost ? NOT_CONNECTED : pill;
  return (
    <>
      <button
        type="button"
        className={css.production}
        title="Choose a production"
        data-testid="production-name"
        onClick={() => openDialog('resume')}
      >
        <Pill tone={tone} dot testId="state-pill">
          {label}
          {!lost && seconds !== null && <span className={css.countdown}>{seconds} s</span>}
        </Pill>
        <b>{name}</b>
      </button>
      {takes > 1 && (
        <IconButton
          icon={GitBranch}
          label="Compare the takes of this film"
          testId="btn-takes"
          onClick={() => openDialog('takes')}
        >
          {takes}
        </IconButton>
      )}
    </>
  );
}
