import { statfs } from 'node:fs/promises';

const LEAST_BYTES = 500 * 1024 * 1024;
const RESERVE_FRAMES = 20;

/** Room on the disk of a folder; null where the system does not tell. @unit bytes */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** What has to stay free so that a film can always end cleanly: 500 MB or 20 of its frames. @unit bytes */
export function reserveBytes(bytesPerFrame: number): number {
  const override = Number(process.env.EPOCH_DISK_RESERVE_BYTES);
  if (Number.isFinite(override) && override > 0) return override;
  return Math.max(LEAST_BYTES, RESERVE_FRAMES * bytesPerFrame);
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / (1024 * 1024))} MB`;
}
