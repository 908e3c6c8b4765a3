import type { GraphSettings } from '@epoch/graph-runtime/model';
import { useState } from 'react';
import { newProduction, openDialog } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction, problemsOf } from '../store/selectors.ts';
import { counted } from '../transport/format.ts';
import { isLive } from '../transport/transport-state.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { TextField } from '../ui/TextField.tsx';
import { changedSettings } from './draft.ts';
import { FilmSettings } from './FilmSettings.tsx';
import css from './NewProductionDialog.module.css';

const FALLBACK: GraphSettings = { width: 768, height: 432, fps: 24, frames: 600, seed: null };

/** A new film of the open graph. All is filled in: Enter starts it. */
export function NewProductionDialog() {
  const document = useEditor(({ graph }) => graph.document);
  const present = useEditor(currentProduction);
  const errors = useEditor((state) => problemsOf(state).filter(({ severity }) => severity === 'error').length);
  const own = document?.settings ?? FALLBACK;
  const [settings, setSettings] = useState<GraphSettings>(own);
  const [name, setName] = useState('');
  const [starting, setStarting] = useState(false);
  const close = () => openDialog(null);
  const start = async () => {
    if (starting) return;
    setStarting(true);
    const changed = changedSettings(settings, own);
    const made = await newProduction({
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(Object.keys(changed).length === 0 ? {} : { settings: changed }),
    });
    setStarting(false);
    if (made) close();
  };
  return (
    <Dialog
      title="New Production"
      onClose={close}
      onSubmit={() => void start()}
      testId="new-production"
      footer={
        <>
          <Button onClick={close}>Not now</Button>
          <Button look="main" submit disabled={starting || document === null} testId="new-production-start">
            Start production
          </Button>
        </>
      }
    >
      {isLive(present) && present !== null && (
        <p className={css.note}>
          {present.name} is running. It stops after its present frame, its {present.framesDone} frames are safe, and it
          can be resumed later.
        </p>
      )}
      {errors > 0 && (
        <p className={css.note}>
          {counted(errors, 'problem')} of the graph may keep it from starting. The list is at the foot of the page.
        </p>
      )}
      <Field label="Name">
        <TextField
          {...{ label: 'Name', value: name, maxLength: 120, autoFocus: true }}
          placeholder={document?.name ?? ''}
          testId="production-name-input"
          onChange={setName}
        />
      </Field>
      <FilmSettings
        testPrefix="new-film"
        settings={settings}
        onChange={(patch) => setSettings((before) => ({ ...before, ...patch }))}
      />
      <p className={css.faint}>
        <Button look="link" testId="open-planner" onClick={() => openDialog('plan')}>
          Plan the film
        </Button>{' '}
        tells how long it takes, by a short trial.
      </p>
      <p className={css.faint}>It gets a folder of its own. No earlier film is touched.</p>
    </Dialog>
  );
}
