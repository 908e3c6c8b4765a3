import type { GenerationSettings, Motion } from '@epoch/graph-runtime/model';

/** Fields of one line are set apart by this much, so that a line reads as a row of a table. */
const GAP = '   ';

/**
 * The HUD's text: one line for the frame and its seed, one for the generation, one for the camera. What is not known
 * has no place in it. Digits keep their places, so that numbers change without the text moving.
 */
export function hudLines(
  frame: number,
  settings: GenerationSettings | undefined,
  motion: Motion | undefined,
): string[] {
  const first = [`frame ${String(frame).padStart(6, '0')}`];
  const lines: string[] = [];
  if (settings !== undefined) {
    first.push(`seed ${settings.seed}`);
    lines.push(
      [`steps ${settings.steps}`, `cfg ${settings.cfg.toFixed(1)}`, `denoise ${settings.denoise.toFixed(3)}`].join(GAP),
    );
  }
  if (motion !== undefined) {
    const pan = `pan ${signed(motion.totalPanX)} ${signed(motion.totalPanY)}`;
    lines.push([`zoom ${zoomText(motion.totalZoom)}`, pan].join(GAP));
  }
  return [first.join(GAP), ...lines];
}

function signed(value: number): string {
  const text = value.toFixed(3);
  // A value that rounds to nothing has no sign to speak of.
  if (Number(text) === 0) return '+0.000';
  return value < 0 ? text : `+${text}`;
}

/** Four decimals while the zoom is small, powers of ten once a dive has gone deep. */
function zoomText(zoom: number): string {
  return zoom < 10_000 && zoom >= 0.001 ? zoom.toFixed(4) : zoom.toExponential(3);
}
