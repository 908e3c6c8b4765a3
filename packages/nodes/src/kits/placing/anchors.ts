/** The nine places of a frame that a picture can hold on to. */
export const ANCHORS = [
  'top-left',
  'top',
  'top-right',
  'left',
  'centre',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
] as const;
export type Anchor = (typeof ANCHORS)[number];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The middle of a picture that lies at an anchor with its edges at the frame's. @unit px of the frame */
export function anchored(anchor: Anchor, frame: Size, picture: Size): { readonly x: number; readonly y: number } {
  const across = anchor.endsWith('left') ? -1 : anchor.endsWith('right') ? 1 : 0;
  const down = anchor.startsWith('top') ? -1 : anchor.startsWith('bottom') ? 1 : 0;
  return {
    x: frame.width / 2 + (across * (frame.width - picture.width)) / 2,
    y: frame.height / 2 + (down * (frame.height - picture.height)) / 2,
  };
}
