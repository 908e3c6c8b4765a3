/**
 * Hours, minutes, seconds and frames, as film people write a place in a film: 00:01:12:07. Frames are counted as they
 * are, without dropping numbers, so at 29.97 fps it runs a little slower than the clock.
 */
export function timecodeOf(frame: number, fps: number): string {
  const perSecond = Math.max(1, Math.round(fps));
  const seconds = Math.floor(frame / perSecond);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % perSecond];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
