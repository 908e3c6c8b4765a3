import { useState } from 'react';
import { frameUrl } from '../monitor/frame-url.ts';
import { createTake, openDialog } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';
import { counted } from '../transport/format.ts';
import { isLive } from '../transport/transport-state.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { Switch } from '../ui/Switch.tsx';
import { TextField } from '../ui/TextField.tsx';
import css from './NewTakeDialog.module.css';

const PICTURE_PX = 512;

/** Rewind: the film goes on differently from a frame, as a take of its own. */
export function NewTakeDialog() {
  const production = useEditor(currentProduction);
  const proposed = useEditor(({ view }) => view.takeFrame);
  const cues = useEditor(({ run }) => run.cues);
  const [chosen, setChosen] = useState(proposed);
  const [name, setName] = useState('');
  const [start, setStart] = useState(true);
  const [repeats, setRepeats] = useState(false);
  const [making, setMaking] = useState(false);
  const close = () => openDialog(null);
  if (production === null) return null;
  const { id, framesDone } = production;
  const frame = Math.min(chosen, framesDone);
  const planned = cues.filter(({ state }) => state !== 'done').length;
  const taken = cues.filter((cue) => cue.state === 'done' && (cue.frame ?? 0) >= frame).length;

  const make = async () => {
    if (making) return;
    setMaking(true);
    const take = await createTake({
      ...{ productionId: id, frame, start },
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(repeats && taken > 0 ? { repeatTeleports: true } : {}),
    });
    setMaking(false);
    if (take !== null) close();
  };
  return (
    <Dialog
      title="New take"
      onClose={close}
      onSubmit={() => void make()}
      testId="new-take"
      footer={
        <>
          <Button onClick={close}>Not now</Button>
          <Button look="main" submit disabled={making} testId="btn-make-take">
            {making ? 'Making the take' : `Go on from frame ${frame}`}
          </Button>
        </>
      }
    >
      <div className={css.top}>
        {frame > 0 ? (
          <img src={frameUrl(id, frame - 1, PICTURE_PX)} alt={`Frame ${frame - 1}, the last one that is shared`} />
        ) : (
          <i />
        )}
        <div className={css.words}>
          <p>{sharedWords(frame, production.name)}</p>
          <p>The take has a graph of its own, a copy of the one that drew this film. Change it as you like.</p>
          {planned > 0 && <p>{comesWords(planned)}</p>}
          <p className={css.safe}>
            Nothing is overwritten: "{production.name}" keeps all its {framesDone} frames and its graph.
          </p>
        </div>
      </div>
      <div className={css.pair}>
        <Field label="First frame of the take">
          <NumberField
            {...{ label: 'First frame of the take', value: frame, min: 0, max: framesDone, integer: true }}
            testId="take-frame"
            onChange={setChosen}
          />
        </Field>
        <Field label="Name">
          <TextField
            {...{ label: 'Name', value: name, maxLength: 120, placeholder: 'numbered by itself' }}
            testId="take-name"
            onChange={setName}
          />
        </Field>
      </div>
      {taken > 0 && (
        <Switch
          {...{ label: 'Repeat later teleports', words: repeatWords(taken, frame), on: repeats }}
          testId="take-repeat"
          onChange={setRepeats}
        />
      )}
      <Switch label="Start it at once" words="Start it at once" on={start} testId="take-start" onChange={setStart} />
      {start && isLive(production) && (
        <p className={css.note}>"{production.name}" is running. It stops after its present frame and can be resumed.</p>
      )}
    </Dialog>
  );
}

function comesWords(planned: number): string {
  return planned === 1 ? 'The teleport that waits comes along.' : `The ${planned} teleports that wait come along.`;
}

function repeatWords(taken: number, frame: number): string {
  return `Repeat ${counted(taken, 'teleport')} that frames from ${frame} on took`;
}

function sharedWords(frame: number, name: string): string {
  if (frame === 0) return `The take begins anew, with nothing of "${name}" but its graph.`;
  const shared = frame === 1 ? 'Frame 0 is' : `Frames 0 to ${frame - 1} are`;
  return `${shared} shared with "${name}". From frame ${frame} on the take draws its own.`;
}
