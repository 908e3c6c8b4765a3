import { type DragEvent, useState } from 'react';
import { notify } from '../store/actions.ts';
import { sendTeleport } from './send-teleport.ts';
import { type DraftPicture, nameOf, requestOf, type TeleportDraft } from './teleport-draft.ts';
import { pictures } from './teleport-target.ts';

/** Part of the monitor: the upper two thirds act at once, the lower one asks or holds. */
export type DropZone = 'now' | 'choose' | 'hold';

interface PictureDrop {
  readonly target: string | null;
  /** Dissolve and fit of the teleport before are used again. */
  readonly draft: TeleportDraft;
  readonly onChoose: (picture: DraftPicture) => void;
}

const LOWER_PART = 0.66;

/** The zone under a point. @unit shares of the monitor's width and height, 0..1 */
export function zoneAt(x: number, y: number): DropZone {
  if (y < LOWER_PART) return 'now';
  return x < 0.5 ? 'choose' : 'hold';
}

/** Pictures that are dragged over the monitor and let go on it. `zone` is null while none is. */
export function usePictureDrop({ target, draft, onChoose }: PictureDrop) {
  const [zone, setZone] = useState<DropZone | null>(null);
  const zoneOf = (event: DragEvent<HTMLElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    if (width === 0 || height === 0) return 'now';
    return zoneAt((event.clientX - left) / width, (event.clientY - top) / height);
  };

  const onDrop = (event: DragEvent<HTMLElement>) => {
    event.preventDefault();
    const dropped = zoneOf(event);
    setZone(null);
    const [first, ...others] = pictures(event.dataTransfer.files);
    if (first === undefined) {
      notify('warning', 'That is not a picture. Drop a PNG, JPEG or WebP file to teleport to it.');
    } else if (target === null) {
      notify('warning', 'This graph has no Teleport node for the picture to enter at. Add one.');
    } else if (dropped === 'choose') {
      onChoose({ kind: 'file', file: first });
    } else {
      void sendAll([first, ...others], { ...draft, key: null, when: dropped === 'now' ? 'now' : 'held' }, target);
    }
  };

  return {
    zone,
    handlers: {
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setZone(zoneOf(event));
      },
      onDragLeave: (event: DragEvent<HTMLElement>) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setZone(null);
      },
      onDrop,
    },
  };
}

/** The first goes as it was let go; the others of the same hand are held behind it. */
async function sendAll(files: readonly File[], draft: TeleportDraft, target: string): Promise<void> {
  for (const [at, file] of files.entries()) {
    const picture: DraftPicture = { kind: 'file', file };
    const request = requestOf({ ...draft, picture, when: at === 0 ? draft.when : 'held' }, target, 0);
    if (request === null || !(await sendTeleport(request, nameOf(picture)))) return;
  }
}
