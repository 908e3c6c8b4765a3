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
