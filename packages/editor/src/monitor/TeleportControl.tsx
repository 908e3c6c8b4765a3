import { Popover } from '@mantine/core';
import { ImageUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { addNode, notify, teleport } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction, titleOf } from '../store/selectors.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { FilePicker } from '../ui/FilePicker.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import css from './TeleportControl.module.css';
import { useTeleportTarget } from './use-teleport-target.ts';

const LONGEST_DISSOLVE = 600;

/** "Teleport now": choose a picture, and the next frame starts from it. */
export function TeleportControl() {
  const [open, setOpen] = useState(false);
  const [dissolveFrames, setDissolveFrames] = useState(0);
  const [frame, setFrame] = useState<number | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const target = useTeleportTarget();
  const title = useEditor((state) => (target === null ? null : titleOf(state, target)));
  const framesDone = useEditor((state) => currentProduction(state)?.framesDone ?? 0);
  const hasProduction = useEditor((state) => currentProduction(state) !== null);

  const send = (picked: File) => {
    setOpen(false);
    if (target === null) return;
    // A frame the film has passed while the dialog was open means the next one.
    const ahead = frame !== null && frame > framesDone ? { frame } : {};
    void teleport({ node: target, file: picked, dissolveFrames, ...ahead });
    setFrame(null);
  };

  return (
    <>
      <Popover opened={open} onChange={setOpen} position="bottom-end" width={248} offset={6} trapFocus>
        <Popover.Target>
          <span>
            <IconButton
              icon={ImageUp}
              label="Teleport: the film goes on from another picture"
              testId="btn-teleport"
              disabled={!hasProduction}
              onClick={() => setOpen(!open)}
            >
              Teleport
            </IconButton>
          </span>
        </Popover.Target>
        <Popover.Dropdown className={css.card}>
          {target === null ? (
            <>
              <p>This graph has no Teleport. Add one and wire it in front of the feedback delay.</p>
              <Button onClick={() => addTeleport(() => setOpen(false))}>Add a Teleport</Button>
            </>
          ) : (
            <>
              <p>
                A picture enters at <b>{title}</b> and the film goes on from it. Or drop one on the monitor.
              </p>
              <div className={css.pair}>
                <Field label="At frame">
                  <NumberField
                    label="At frame"
                    value={Math.max(frame ?? 0, framesDone)}
                    min={framesDone}
                    max={10_000_000}
                    integer
                    onChange={setFrame}
                  />
                </Field>
                <Field label="Dissolve">
                  <NumberField
                    label="Dissolve"
                    value={dissolveFrames}
                    min={0}
                    max={LONGEST_DISSOLVE}
                    integer
                    unit="frames"
                    onChange={setDissolveFrames}
                  />
                </Field>
              </div>
              <Button onClick={() => file.current?.click()}>Choose a picture</Button>
            </>
          )}
        </Popover.Dropdown>
      </Popover>
      <FilePicker ref={file} accept="image/*" testId="teleport-input" onPick={send} />
    </>
  );
}

function addTeleport(done: () => void): void {
  done();
  if (addNode('Teleport') !== null) {
    notify('info', 'Teleport is on the canvas. Wire its picture into what the film starts each frame from.');
  }
}
