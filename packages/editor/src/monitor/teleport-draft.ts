import type { CueFit } from '@epoch/graph-runtime/protocol';
import type { Teleport } from '../store/actions.ts';

/** A picture that was chosen and is not sent yet. */
export type DraftPicture =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'asset'; readonly name: string; readonly url: string };

/** What the teleport panel holds. Everything but the picture stays for the next one. */
export interface TeleportDraft {
  readonly picture: DraftPicture | null;
  readonly when: 'now' | 'frame' | 'held';
  /** For `frame`; null until a person chose one. @unit frames */
  readonly frame: number | null;
  /** For `held`; null is fired from the queue. */
  readonly key: string | null;
  /** 0 cuts. @unit frames */
  readonly dissolveFrames: number;
  /** null: as the node says. */
  readonly fit: CueFit | null;
}

export const FIRST_DRAFT: TeleportDraft = {
  ...{ picture: null, when: 'now', frame: null, key: null },
  ...{ dissolveFrames: 0, fit: null },
};

/** A frame ahead that leaves time to think. @unit s */
const AHEAD_SECONDS = 2;

/** The frame proposed for "at a frame": a little ahead, on a round number. @unit frames */
export function proposedFrame(nextFrame: number, fps: number): number {
  return Math.ceil((nextFrame + fps * AHEAD_SECONDS) / 10) * 10;
}

/** What is sent; null while there is no picture. A frame that the film has passed meanwhile means the next one. */
export function requestOf(draft: TeleportDraft, node: string, nextFrame: number): Teleport | null {
  const { picture, when, frame, key, dissolveFrames, fit } = draft;
  if (picture === null) return null;
  return {
    ...{ node, dissolveFrames },
    ...(fit === null ? {} : { fit }),
    ...(when === 'frame' && frame !== null && frame > nextFrame ? { frame } : {}),
    ...(when === 'held' ? { hold: true } : {}),
    ...(when === 'held' && key !== null ? { key } : {}),
    ...(picture.kind === 'file' ? { file: picture.file } : { asset: picture.name }),
  };
}

export function nameOf(picture: DraftPicture): string {
  return picture.kind === 'file' ? picture.file.name : picture.name;
}

/** A letter or digit as cues carry it; null for everything else. */
export function cueKeyOf(typed: string): string | null {
  const key = typed.trim().slice(-1).toUpperCase();
  return /^[A-Z0-9]$/.test(key) ? key : null;
}
