import type { Production } from '@epoch/graph-runtime/protocol';
import { useEffect, useState } from 'react';
import { frames, stillUrl } from '../monitor/use-film-picture.ts';

/** Wide enough for half a dialog on a dense screen. @unit px */
export const COMPARED_PX = 1024;

/** A committed frame of a film, when it is there; the one before stays until then. null past the film's end. */
export function useFrameOf({ id, framesDone }: Production, frame: number): HTMLImageElement | null {
  const [image, setImage] = useState<HTMLImageElement | null>(null);
  const exists = frame < framesDone;
  useEffect(() => {
    if (!exists) return setImage(null);
    let wanted = true;
    const url = stillUrl(id, frame, COMPARED_PX);
    void frames.wait(url).then((ready) => {
      if (wanted) setImage(ready ? frames.ask(url).image : null);
    });
    return () => {
      wanted = false;
    };
  }, [id, frame, exists]);
  return image;
}
