/** Pictures kept decoded; at 1280 px wide about 3 MB each. */
const KEPT = 48;

/** A committed frame on its way into the browser. */
export interface LoadedFrame {
  readonly image: HTMLImageElement;
  ready: boolean;
  failed: boolean;
}

/** Loads committed frames and keeps the last ones, so that scrubbing back is instant. Committed frames never change. */
export interface FrameLoader {
  /** Starts loading a picture, or finds it again; one that failed stays failed, so that asking often costs nothing. */
  ask(url: string): LoadedFrame;
  /** Resolves when the picture can be drawn; false when it cannot be had. Tries a failed one again. */
  wait(url: string): Promise<boolean>;
}

export function createFrameLoader(makeImage: () => HTMLImageElement = () => new Image()): FrameLoader {
  const kept = new Map<string, { readonly frame: LoadedFrame; readonly done: Promise<boolean> }>();

  function find(url: string) {
    const known = kept.get(url);
    if (known !== undefined) {
      // The map's order is the order of use: what is asked for again goes to the end.
      kept.delete(url);
      kept.set(url, known);
      return known;
    }
    const frame: LoadedFrame = { image: makeImage(), ready: false, failed: false };
    frame.image.src = url;
    const done = frame.image.decode().then(
      () => {
        frame.ready = true;
        return true;
      },
      () => {
        frame.failed = true;
        return false;
      },
    );
    const entry = { frame, done };
    kept.set(url, entry);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return entry;
  }

  return {
    ask: (url) => find(url).frame,
    wait: (url) => {
      if (kept.get(url)?.frame.failed === true) kept.delete(url);
      return find(url).done;
    },
  };
}
