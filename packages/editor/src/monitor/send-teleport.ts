import { cancelCue, notify, type SentTeleport, type Teleport, teleport } from '../store/actions.ts';

/** Sends a picture and says which frame starts from it, with a way back for as long as that frame has not begun. */
export async function sendTeleport(wanted: Teleport, name: string): Promise<boolean> {
  const sent = await teleport(wanted);
  if (sent === null) return false;
  notify('success', sentence(sent, name), { label: 'Take it back', run: () => void cancelCue(sent.cue.id) });
  return true;
}

function sentence({ actsAt, cue: { key, dissolveFrames } }: SentTeleport, name: string): string {
  if (actsAt === null) return key === null ? `"${name}" is held. Fire it in the queue.` : `"${name}" waits for ${key}.`;
  const how = dissolveFrames > 0 ? ` and takes ${dissolveFrames} frames to get there` : '';
  return `Frame ${actsAt} starts from "${name}"${how}.`;
}
