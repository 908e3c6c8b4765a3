import { messageOf } from '@epoch/graph-runtime/model';
import type { EngineServer } from '@epoch/graph-runtime/protocol';
import { useEffect, useState } from 'react';
import { notify, openDialog, refreshServers } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ServerForm } from './ServerForm.tsx';
import { ServerRow } from './ServerRow.tsx';
import css from './ServersDialog.module.css';
import { useServerTests } from './use-server-tests.ts';

const none: readonly EngineServer[] = [];

/** The image servers, in the order in which they are tried: how each is, add, change, remove. */
export function ServersDialog() {
  const servers = useEditor(({ engines }) => engines.servers);
  const list = servers ?? none;
  const { reports, test } = useServerTests(list);
  const [editing, setEditing] = useState<EngineServer | 'new' | null>(null);
  useEffect(() => {
    void refreshServers().catch((error: unknown) => notify('warning', messageOf(error)));
  }, []);

  if (editing !== null) {
    const done = (saved: EngineServer | null) => {
      setEditing(null);
      // Header values that are new do not show on the list, and may be all that was missing.
      if (saved !== null) void test(saved);
    };
    return <ServerForm server={editing === 'new' ? null : editing} onDone={done} />;
  }
  const nothingSaved = servers !== null && !list.some(({ origin }) => origin === 'saved');
  return (
    <Dialog
      title="Image servers"
      width={620}
      onClose={() => openDialog(null)}
      testId="image-servers"
      footer={
        <Button look="main" testId="btn-add-server" onClick={() => setEditing('new')}>
          Add a server
        </Button>
      }
    >
      <p className={css.intro}>
        Programs on this or another computer that make pictures for a film. Boxes ask them from the top: the first one
        that answers and has least to do.
      </p>
      <ul className={css.list} data-testid="server-list">
        {list.map((server) => (
          <ServerRow
            key={server.id}
            server={server}
            health={reports[server.id] ?? null}
            onTest={() => void test(server)}
            onEdit={() => setEditing(server)}
          />
        ))}
      </ul>
      {nothingSaved && (
        <p className={css.empty}>
          No server is saved yet. If ComfyUI runs on this computer, there is nothing to do. If it runs on another one,
          start it there with <code>--listen</code> and add its address, such as <code>192.168.1.41:8188</code>.
        </p>
      )}
    </Dialog>
  );
}
