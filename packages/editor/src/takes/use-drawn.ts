import { type RefObject, useEffect, useRef } from 'react';

/** A canvas that is drawn again whenever its component is. */
export function useDrawn(draw: (canvas: HTMLCanvasElement) => void): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current);
  });
  return canvas;
}
