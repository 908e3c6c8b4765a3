/**
 * Which checkpoints stay for good, so that a take can begin anywhere in a film: one every 25 frames over the newest 1,000,
 * and half as many over each doubling of the distance to the end beyond that. So a take never has more to draw again than
 * 25 frames or a twentieth of the way back, and a film of n frames keeps 40 + 20 log2(n / 1000) of them: 107 for 10,000
 * frames, 306 for 10,000,000. What is kept at a distance was kept before at any shorter one.
 */
export const ANCHOR_EVERY_FRAMES = 25;
const DENSE_FRAMES = 1000;

/**
 * How far back answers of image servers are kept: frames drawn again from an anchor closer than this ask nobody.
 * @unit frames
 */
const ANSWERED_FRAMES = 250;

/** Whether the checkpoint after `frame` is worth saving when that frame is the newest. */
export function isAnchor(frame: number): boolean {
  return (frame + 1) % ANCHOR_EVERY_FRAMES === 0;
}

/** Whether it is still worth keeping when the film has reached `newest`. */
export function staysAnchor(frame: number, newest: number): boolean {
  let spacing = ANCHOR_EVERY_FRAMES;
  for (let reach = DENSE_FRAMES; newest - frame > reach; reach *= 2) spacing *= 2;
  return (frame + 1) % spacing === 0;
}

/** The last frame of which no answer is needed any more: it lies at an anchor, so what follows it can be drawn again. */
export function lastUnanswered(newest: number): number {
  return Math.floor((newest - ANSWERED_FRAMES + 1) / ANCHOR_EVERY_FRAMES) * ANCHOR_EVERY_FRAMES - 1;
}
