import { Popover } from '@mantine/core';
import { ImageUp } from 'lucide-react';
import { useRef } from 'react';
import { waitingCues } from '../productions/cue-words.ts';
import { addNode, notify } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';
import { Button } from '../ui/Button.tsx';
import { FilePicker } from '../ui/FilePicker.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import css from './TeleportControl.module.css';
import { TeleportPanel } from './TeleportPanel.tsx';
import type { TeleportDraft } from './teleport-draft.ts';
import { useTeleportTarget } from './use-teleport-target.ts';

interface TeleportControlProps {
  readonly draft: TeleportDraft;
  readonly onChange: (patch: Partial<TeleportDraft>) => void;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

const PANEL_PX = 356;

/** "Teleport now": choose a picture, say when and how, and the film goes on from it. */
export function TeleportControl({ draft, onChange, open, onOpen }: TeleportControlProps) {
  const file = useRef<HTMLInputElement>(null);
  const target = useTeleportTarget();
  const hasProduction = useEditor((state) => currentProduction(state) !== null);
  const waiting = useEditor(({ run }) => waitingCues(run.cues).length);

  return (
    <>
      <Popover
        clickOutsideEvents={['pointerdown']}
        middlewares={{ shift: true, size: true }}
        opened={open && hasProduction}
        onChange={onOpen}
        position="bottom-end"
        width={PANEL_PX}
        offset={6}
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <span>
            <IconButton
              icon={ImageUp}
              label="Teleport: the film goes on from another picture"
              testId="btn-teleport"
              disabled={!hasProduction}
              onClick={() => onOpen(!open)}
            >
              {waiting === 0 ? 'Teleport' : `Teleport (${waiting})`}
            </IconButton>
          </span>
        </Popover.Target>
        <Popover.Dropdown className={css.card}>
          {target === null ? (
            <>
              <p>This graph has no Teleport. Add one and wire it in front of the feedback delay.</p>
              <Button onClick={() => addTeleport(() => onOpen(false))}>Add a Teleport</Button>
            </>
          ) : (
            <TeleportPanel target={target} draft={draft} onChange={onChange} onChoose={() => file.current?.click()} />
          )}
        </Popover.Dropdown>
      </Popover>
      <FilePicker
        ref={file}
        accept="image/*"
        testId="teleport-input"
        onPick={(picked) => {
          onChange({ picture: { kind: 'file', file: picked } });
          onOpen(true);
        }}
      />
    </>
  );
}

function addTeleport(done: () => void): void {
  done();
  if (addNode('Teleport') !== null) {
    notify('info', 'Teleport is on the canvas. Wire its picture into what the film starts each frame from.');
  }
}
