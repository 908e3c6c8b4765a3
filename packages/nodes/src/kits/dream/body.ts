import type { Stage } from './stage.ts';

/** A body in the world, as it stands on the screen. @unit picture heights from the centre, y down */
export interface Body {
  readonly kind: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** 0..1; bodies are born as dots and dissolve before they fill the picture. */
  readonly alpha: number;
  /** Hash that decides everything about it. */
  readonly id: number;
}

/** Where a body's disc lies in the picture. @unit px, with fractions */
export function discOf(stage: Stage, body: Body): { centreX: number; centreY: number; radiusPx: number } {
  return {
    centreX: (stage.width - 1) / 2 + body.x * stage.height,
    centreY: (stage.height - 1) / 2 + body.y * stage.height,
    radiusPx: body.radius * stage.height,
  };
}
