import { useState } from 'react';
import { frameUrl } from '../monitor/frame-url.ts';
import { openDialog, saveTemplate } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { TextField } from '../ui/TextField.tsx';
import css from './SaveTemplateDialog.module.css';

const PICTURE_PX = 512;

/** Saves the open graph as a template of the user, with the last frame of its film as the picture. */
export function SaveTemplateDialog() {
  const document = useEditor(({ graph }) => graph.document);
  const production = useEditor(currentProduction);
  const [name, setName] = useState(document?.name ?? '');
  const [description, setDescription] = useState(document?.description ?? '');
  const [saving, setSaving] = useState(false);
  // The picture as it was when the dialog opened; a running film must not flicker here.
  const [still] = useState(() => {
    if (production === null || production.graphId !== document?.id || production.framesDone === 0) return null;
    return frameUrl(production.id, production.framesDone - 1, PICTURE_PX);
  });
  const close = () => openDialog(null);
  const save = async () => {
    if (name.trim() === '' || saving) return;
    setSaving(true);
    const saved = await saveTemplate(name.trim(), description.trim());
    setSaving(false);
    if (saved !== null) close();
  };
  return (
    <Dialog
      title="Save as template"
      onClose={close}
      onSubmit={() => void save()}
      testId="save-template"
      footer={
        <>
          <Button onClick={close}>Keep editing</Button>
          <Button look="main" submit disabled={name.trim() === '' || saving} testId="save-template-confirm">
            Save template
          </Button>
        </>
      }
    >
      <div className={css.picture}>
        {still === null ? (
          <span>Its picture is made of the first film.</span>
        ) : (
          <img src={still} alt="Last frame of the film" />
        )}
      </div>
      <Field label="Name">
        <TextField
          {...{ label: 'Name', value: name, maxLength: 120, autoFocus: true }}
          testId="template-name"
          onChange={setName}
        />
      </Field>
      <Field label="Description" hint="One line that says what its film looks like.">
        <TextField
          {...{ label: 'Description', value: description, maxLength: 2000, lines: 2 }}
          testId="template-description"
          onChange={setDescription}
        />
      </Field>
    </Dialog>
  );
}
