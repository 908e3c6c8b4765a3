/** Frame number as the counter shows it: six digits, so that the row never jumps. */
export function frameDigits(frame: number): string {
  return String(Math.max(0, Math.trunc(frame))).padStart(6, '0');
}

/** `0:32`, `12:05`, `3:04:09`, `2 d 4 h`. @unit seconds: s */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const days = Math.floor(whole / 86_400);
  const hours = Math.floor((whole % 86_400) / 3600);
  if (days > 0) return `${days} d ${hours} h`;
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** Speed with a width that stays: `14.2`, `0.35`, `120`. @unit fps: frames per second */
export function speed(fps: number): string {
  if (fps >= 100) return fps.toFixed(0);
  return fps >= 1 ? fps.toFixed(1) : fps.toFixed(2);
}

/** `61 GB`, `840 MB`, `12 KB`. @unit bytes: B, shown in powers of 1000 as disks are sold */
export function byteSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value >= 10 || unit === 0 ? value.toFixed(0) : value.toFixed(1)} ${units[unit]}`;
}

/** `1 frame`, `132 frames`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A moment in the words of a person who looks at a list: `just now`, `12 min ago`, `yesterday`, `3 May`. */
export function ago(moment: string, nowMs: number): string {
  const thenMs = Date.parse(moment);
  if (Number.isNaN(thenMs)) return '';
  const minutes = Math.floor((nowMs - thenMs) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  if (hours < 48) return 'yesterday';
  return new Date(thenMs).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
}
