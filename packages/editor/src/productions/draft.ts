import type { GraphSettings } from '@epoch/graph-runtime/model';

/** Sizes offered by name. All are multiples of 8, which image models need. @unit px */
export const SIZES = [
  { width: 512, height: 288, label: '512 x 288, quick' },
  { width: 768, height: 432, label: '768 x 432' },
  { width: 1024, height: 576, label: '1024 x 576' },
  { width: 1280, height: 720, label: '1280 x 720, HD' },
  { width: 1920, height: 1080, label: '1920 x 1080, full HD' },
  { width: 512, height: 512, label: '512 x 512, square' },
  { width: 576, height: 1024, label: '576 x 1024, upright' },
] as const;

/** What the New Production dialog holds; a new production is made from it. */
export interface ProductionDraft {
  readonly name: string;
  readonly settings: GraphSettings;
}

/** What differs from the graph's own settings: only that is sent. */
export function changedSettings(draft: GraphSettings, own: GraphSettings): Partial<GraphSettings> {
  const changed: Partial<GraphSettings> = {
    ...(draft.width === own.width ? {} : { width: draft.width }),
    ...(draft.height === own.height ? {} : { height: draft.height }),
    ...(draft.fps === own.fps ? {} : { fps: draft.fps }),
    ...(draft.frames === own.frames ? {} : { frames: draft.frames }),
    ...(draft.seed === own.seed ? {} : { seed: draft.seed }),
  };
  return changed;
}

/** Length of the film in the words of a viewer: `0:25 at 24 frames per second`. @unit seconds, null: endless */
export function filmSeconds(settings: Pick<GraphSettings, 'frames' | 'fps'>): number | null {
  return settings.frames === null ? null : settings.frames / settings.fps;
}

/** A whole number of pixels that encoders take: even, inside the limits. @unit px */
export function evenSide(value: number): number {
  return Math.min(4096, Math.max(64, Math.round(value / 2) * 2));
}
