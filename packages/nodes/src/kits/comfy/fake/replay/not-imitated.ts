const NO_CLIENT = 'no client of pictures asks for it';
const TWO_OUTPUTS = 'which of two output nodes goes first is up to a random order inside Python';
const SHORT = 'runs of the fake last a millisecond or none, which is nothing to sort by';

const SCALING = 'scaling draws straight lines between pixels, whatever the method';
const FLOATS = 'how the fractions fall is up to floats of 32 bits; that they are cut off is held to';
const MASKS = 'masks are whole levels here, and no client of ours sends alpha';
const DECODERS = 'LoadImage reads what sharp reads, and our client sends 8-bit RGB PNG only';
const WEIGHTS = 'pixels of a model are no business of the fake: its sampler is its own';

const MOMENT = 'it tells of everything that was recorded before it; queue.jsonl holds the same calls to their answers';

function each(file: string, names: readonly string[], reason: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`${file} ${name}`, reason]));
}

/**
 * Recorded entries that the fake does not answer in the same way, as `version file name`, each with its reason. The
 * comparison knows no other exceptions. docs/comfyui-fake.md tells what else is left out.
 */
export const NOT_IMITATED: Readonly<Record<string, string>> = {
  ...each(
    '0.26.0 discovery.jsonl',
    [
      'extensions',
      'experiment models',
      'experiment models checkpoints',
      'userdata workflows',
      'userdata v2',
      'settings',
    ],
    NO_CLIENT,
  ),
  ...each(
    '0.26.0 discovery.jsonl',
    ['users', 'internal logs', 'internal folder_paths', 'internal files output', 'node_replacements'],
    NO_CLIENT,
  ),
  ...each('0.26.0 discovery.jsonl', ['workflow_templates', 'i18n', 'root'], NO_CLIENT),
  ...each('0.26.0 runs.jsonl', ['04-ws-img2img-batch-two-outputs', '09-ws-sigkill'], TWO_OUTPUTS),
  ...each('0.26.0 queue.jsonl', ['jobs sort_by=execution_duration'], SHORT),
  ...each(
    '0.26.0 measured.jsonl',
    [
      ...['nearest-exact', 'bilinear', 'bicubic', 'area', 'lanczos'].map(
        (name) => `ImageScale to its own size, ${name}`,
      ),
      ...['ImageScale to 0 x 0', 'ImageScale 53x37 to width 100, height 0'],
    ],
    SCALING,
  ),
  ...each(
    '0.26.0 measured.jsonl',
    [0.1, 0.9].map((factor) => `fractional values: ImageBlend with black, factor ${factor}`),
    FLOATS,
  ),
  ...each(
    '0.26.0 measured.jsonl',
    [
      ...['RGBA PNG: IMAGE output', 'RGBA PNG: MASK output is 1 - alpha', 'RGB PNG without alpha: MASK output'],
      ...['JoinImageWithAlpha -> SaveImage', 'grayscale + alpha PNG', 'WebP lossless with alpha'],
      ...['palette PNG with tRNS (entry 0 transparent)', 'RGB PNG with tRNS colour key'],
      ...['RGBA PNG 16 bit, random, alpha full', 'RGBA PNG 16 bit, random, alpha half'],
    ],
    MASKS,
  ),
  ...each(
    '0.26.0 measured.jsonl',
    [
      ...['grayscale PNG 16 bit (v*257)', 'palette PNG', '1 bit PNG', 'PNG with gAMA 1.0 chunk', 'PNG with sRGB chunk'],
      ...['PNG 32x16 with an eXIf orientation 6', 'JPEG 4:2:0 quality 92', 'JPEG 4:4:4 quality 92', 'CMYK JPEG', 'BMP'],
      ...['animated GIF, 3 frames', 'animated WebP, 3 frames', 'animated PNG, 3 frames', 'JPEG cut in half'],
      ...['PNG cut to 95 % of its bytes', 'PNG with one flipped byte in the middle (CRC wrong)'],
      ...['ImageBatch of two -> SaveImage'],
    ],
    DECODERS,
  ),
  ...each(
    '0.3.64 measured.jsonl',
    ['palette PNG', 'BMP', 'JPEG 4:2:0', 'animated GIF, 3 frames', 'JPEG cut in half'],
    DECODERS,
  ),
  ...each(
    '0.3.64 measured.jsonl',
    ['img2img, seed 4242, 3 steps, denoise 0.4: the picture of 0.26.0/10-determinism.json'],
    WEIGHTS,
  ),
  ...each(
    '0.26.0 prompt.jsonl',
    [
      ...['queue now', 'GET /prompt now', 'jobs now', 'delete the id that is pending more than once'],
      ...['history order after the run (ids only are of interest)', 'the whole history carries a bare Infinity now'],
    ],
    MOMENT,
  ),
};
