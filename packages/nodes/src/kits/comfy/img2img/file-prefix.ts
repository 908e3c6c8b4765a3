/** SaveImage lists the whole folder for each file it writes: a long film needs more than one. @unit frames */
const FRAMES_PER_FOLDER = 1000;

/**
 * Where the server puts the picture of a frame, below its output folder. Unique per frame, so that the file is always
 * written anew. Only letters that mean nothing to SaveImage (% begins a token) and to /view (.. is refused).
 */
export function filePrefix(
  production: string,
  { node, frame }: { readonly node: string; readonly frame: number },
): string {
  const folder = String(Math.floor(frame / FRAMES_PER_FOLDER)).padStart(3, '0');
  return `es/${plain(production)}/${plain(node)}-${folder}/frame-${String(frame).padStart(6, '0')}`;
}

function plain(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, '-');
}
