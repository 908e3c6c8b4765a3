import type { CueFit } from '@epoch/graph-runtime/protocol';
import { valueAt } from '@epoch/graph-runtime/schedule';
import { useEffect, useRef } from 'react';
import { SHORTCUTS } from '../keys/shortcuts.ts';
import { FITS } from '../productions/cue-words.ts';
import { type EditorState, useEditor } from '../store/editor-store.ts';
import { cardOf, currentProduction, frameInView, titleOf } from '../store/selectors.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { Segments } from '../ui/Segments.tsx';
import { CueQueue } from './CueQueue.tsx';
import { KeyField } from './KeyField.tsx';
import { PictureChoice } from './PictureChoice.tsx';
import { sendTeleport } from './send-teleport.ts';
import css from './TeleportPanel.module.css';
import { nameOf, proposedFrame, requestOf, type TeleportDraft } from './teleport-draft.ts';
import { useNextFrame } from './use-next-frame.ts';

interface TeleportPanelProps {
  /** Node that the picture enters at. */
  readonly target: string;
  readonly draft: TeleportDraft;
  readonly onChange: (patch: Partial<TeleportDraft>) => void;
  readonly onChoose: () => void;
}

const LONGEST_DISSOLVE = 600;
const WHEN = [
  { value: 'now', label: 'Now', doc: 'The frame being drawn is finished, the next one starts from the picture.' },
  { value: 'frame', label: 'At a frame', doc: 'Waits for a frame that you choose.' },
  { value: 'held', label: 'When fired', doc: 'Waits in the queue for its key or its button.' },
] as const;

/** A picture, when and how it comes into the film, and the queue of those that wait. */
export function TeleportPanel({ target, draft, onChange, onChoose }: TeleportPanelProps) {
  const title = useEditor((state) => titleOf(state, target));
  const fps = useEditor((state) => currentProduction(state)?.settings.fps ?? 24);
  const ownFit = useEditor((state) => ownFitOf(state, target));
  const nextFrame = useNextFrame(true);
  const empty = useEditor(({ run }) => run.cues.length === 0);
  const form = useRef<HTMLFormElement>(null);
  // A picture that was just chosen, dropped or pasted goes with Enter.
  useEffect(() => {
    if (draft.picture !== null) form.current?.querySelector<HTMLElement>('[type="submit"]')?.focus();
  }, [draft.picture]);
  const { picture, when, dissolveFrames, fit, key } = draft;
  const frame = Math.max(draft.frame ?? 0, nextFrame);
  const request = requestOf(draft, target, nextFrame);

  const send = async () => {
    if (request === null || picture === null) return;
    if (await sendTeleport(request, nameOf(picture))) onChange({ picture: null, frame: null, key: null });
  };

  return (
    <form
      ref={form}
      className={css.panel}
      data-testid="teleport-panel"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <PictureChoice picture={picture} onPicture={(chosen) => onChange({ picture: chosen })} onChoose={onChoose} />
      <Segments
        label="When"
        choices={WHEN}
        value={when}
        testId="teleport-when"
        onChange={(chosen) =>
          onChange({ when: chosen, ...(chosen === 'frame' ? { frame: proposedFrame(nextFrame, fps) } : {}) })
        }
      />
      <div className={css.row} data-when={when}>
        {when === 'frame' && (
          <Field label="Frame">
            <NumberField
              {...{ label: 'Frame', value: frame, min: nextFrame, max: 10_000_000, integer: true }}
              testId="teleport-frame"
              onChange={(value) => onChange({ frame: value })}
            />
          </Field>
        )}
        {when === 'held' && <KeyField value={key} onChange={(value) => onChange({ key: value })} />}
        <Field label="Dissolve">
          <NumberField
            {...{ label: 'Dissolve', value: dissolveFrames, min: 0, max: LONGEST_DISSOLVE, integer: true }}
            unit="frames"
            zeroLabel="hard cut"
            testId="teleport-dissolve"
            onChange={(value) => onChange({ dissolveFrames: value })}
          />
        </Field>
        <Field label="Into the frame">
          <Segments
            label="Into the frame"
            choices={FITS}
            value={fit ?? ownFit}
            testId="teleport-fit"
            onChange={(chosen) => onChange({ fit: chosen })}
          />
        </Field>
      </div>
      {when === 'held' && <p className={css.hint}>{keyHint(key)}</p>}
      <Button look="main" submit first={picture !== null} disabled={request === null} testId="btn-teleport-send">
        {sendWords(when, frame, nextFrame)}
      </Button>
      {empty && (
        <p className={css.hint}>
          It enters at <b>{title}</b>. A picture can also be dropped on the monitor, or pasted.
        </p>
      )}
      <CueQueue />
    </form>
  );
}

/** How the node fits pictures that say nothing of it themselves. */
function ownFitOf(state: EditorState, target: string): CueFit {
  const node = state.graph.document?.nodes[target] ?? null;
  const spec = cardOf(state, node)?.params.fit;
  const value = node === null || spec === undefined ? null : valueAt(node.params.fit, spec, frameInView(state));
  return FITS.find((fit) => fit.value === value)?.value ?? 'cover';
}

function sendWords(when: TeleportDraft['when'], frame: number, nextFrame: number): string {
  if (when === 'held') return 'Hold in the queue';
  return when === 'frame' && frame > nextFrame ? `Teleport at frame ${frame}` : `Teleport now, frame ${nextFrame}`;
}

/** What the key does, and what it does not do meanwhile. */
function keyHint(key: string | null): string {
  if (key === null) return 'Without a key it is fired by its button in the queue.';
  const shadowed = SHORTCUTS.find(({ keys }) => keys === key.toLowerCase());
  const instead = shadowed === undefined ? '' : `, instead of "${shadowed.does}", while it waits`;
  return `${key} fires it${instead}.`;
}
