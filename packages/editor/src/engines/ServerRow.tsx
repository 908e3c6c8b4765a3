import type { EngineServer } from '@epoch/graph-runtime/protocol';
import { Pencil, RotateCw, Trash2 } from 'lucide-react';
import { removeServer } from '../store/actions.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { KINDS, originWords } from './kinds.ts';
import css from './ServersDialog.module.css';
import { TestReport } from './TestReport.tsx';
import type { Health } from './use-server-tests.ts';

interface ServerRowProps {
  readonly server: EngineServer;
  /** null: not tried yet. */
  readonly health: Health | null;
  readonly onTest: () => void;
  readonly onEdit: () => void;
}

/** One image server: whether it answers, what it is, and what can be done with it. */
export function ServerRow({ server, health, onTest, onEdit }: ServerRowProps) {
  const { name, kind, url, headerNames, origin } = server;
  const mark = originWords(origin);
  const state = health === null ? 'untried' : health === 'asking' ? 'asking' : health.ok ? 'ok' : 'away';
  return (
    <li className={css.server} data-testid={`server-${name}`} data-state={state}>
      <i className={css.dot} aria-hidden />
      <div className={css.words}>
        <p className={css.name}>
          <b>{name}</b>
          <span className={css.kind}>{KINDS[kind].label}</span>
          {mark !== null && (
            <span className={css.mark} title={mark.hint}>
              {mark.label}
            </span>
          )}
        </p>
        <p className={css.url}>
          {url}
          {headerNames.length > 0 && <span className={css.kind}> with {headerNames.join(', ')}</span>}
        </p>
        <TestReport health={health} />
      </div>
      <div className={css.actions}>
        <IconButton icon={RotateCw} label="Test the connection again" testId={`test-${name}`} onClick={onTest} />
        {origin === 'saved' && (
          <>
            <IconButton icon={Pencil} label={`Change ${name}`} testId={`edit-${name}`} onClick={onEdit} />
            <IconButton
              icon={Trash2}
              label={`Remove ${name}`}
              testId={`remove-${name}`}
              onClick={() => void removeServer(server)}
            />
          </>
        )}
      </div>
    </li>
  );
}
