import { messageOf } from '@epoch/graph-runtime/model';
import type { EngineServer } from '@epoch/graph-runtime/protocol';
import { useRef, useState } from 'react';
import { createServer, patchServer, testServer } from '../store/actions.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { TextField } from '../ui/TextField.tsx';
import { HeaderRows } from './HeaderRows.tsx';
import { KIND_CHOICES, KINDS } from './kinds.ts';
import css from './ServersDialog.module.css';
import { changeOf, draftOf, isMoved, newServerOf, type ServerDraft, testOf } from './server-draft.ts';
import { TestReport } from './TestReport.tsx';
import type { Health } from './use-server-tests.ts';

interface ServerFormProps {
  /** null adds a new one. */
  readonly server: EngineServer | null;
  /** `saved` is null when nothing was. */
  readonly onDone: (saved: EngineServer | null) => void;
}

/** Name, kind, address and headers of one image server, and a test of them before they are saved. */
export function ServerForm({ server, onDone }: ServerFormProps) {
  const [draft, setDraft] = useState(() => draftOf(server));
  const [health, setHealth] = useState<Health | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  /** Rises with every change: a test of what was typed before says nothing of what stands there now. */
  const changes = useRef(0);
  const back = () => onDone(null);
  const change = (part: Partial<ServerDraft>) => {
    changes.current += 1;
    setDraft((known) => ({ ...known, ...part }));
    setHealth(null);
    setFault(null);
  };
  const test = async () => {
    const asked = changes.current;
    setHealth('asking');
    const report = await testServer(testOf(server, draft));
    if (asked === changes.current) setHealth(report);
  };
  const save = async () => {
    if (saving) return;
    setSaving(true);
    try {
      const saved =
        server === null ? createServer(newServerOf(draft)) : patchServer(server.id, changeOf(server, draft));
      onDone(await saved);
    } catch (error) {
      setFault(messageOf(error));
      setSaving(false);
    }
  };

  return (
    <Dialog
      title={server === null ? 'Add an image server' : `Change ${server.name}`}
      width={520}
      onClose={back}
      onSubmit={() => void save()}
      testId="server-form"
      footer={
        <>
          <Button onClick={() => void test()} disabled={health === 'asking'} testId="btn-test-server">
            Test connection
          </Button>
          <span className={css.space} />
          <Button onClick={back}>Back</Button>
          <Button look="main" submit disabled={saving} testId="btn-save-server">
            Save server
          </Button>
        </>
      }
    >
      <div className={css.pair}>
        <Field label="Name" hint="What boxes call it.">
          <TextField
            label="Name"
            value={draft.name}
            maxLength={60}
            placeholder={KINDS[draft.kind].label}
            autoFocus
            testId="server-name"
            onChange={(name) => change({ name })}
          />
        </Field>
        <Field label="Kind">
          <Choice
            label="Kind"
            choices={KIND_CHOICES}
            value={draft.kind}
            disabled={server !== null}
            testId="server-kind"
            onChange={(kind) => change({ kind })}
          />
        </Field>
      </div>
      <Field label="Address" hint="As in a browser, with a path when it stands behind a proxy.">
        <TextField
          label="Address"
          value={draft.url}
          maxLength={500}
          placeholder={KINDS[draft.kind].usualUrl}
          testId="server-url"
          onChange={(url) => change({ url })}
        />
      </Field>
      <HeaderRows rows={draft.headers} moved={isMoved(server, draft)} onChange={(headers) => change({ headers })} />
      <TestReport health={health} />
      {fault !== null && (
        <p className={css.fault} role="alert" data-testid="server-fault">
          {fault}
        </p>
      )}
    </Dialog>
  );
}
