/**
 * Steps to ask stable-diffusion.cpp for so that `steps` are really run: it runs int(asked * strength) + 1, at most `asked`.
 *
 * @unit strength: above 0 to 1
 * @source stable-diffusion.cpp src/stable-diffusion.cpp, img2img part of generate_image
 */
export function askedSteps(steps: number, strength: number): number {
  // Half a step from the borders, so that the single precision of the server cannot fall to the other side.
  return Math.max(steps, Math.round((steps - 0.5) / strength));
}
