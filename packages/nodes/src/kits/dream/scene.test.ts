import { expect, test } from 'vitest';
import { bandedTeam, soloDream } from './solo-dream.ts';
import { advanceView, newView } from './view.ts';

/** One prompt for every way of painting there is. */
const PROMPTS = [
  'ringed planet, moon',
  'earth, lava planet',
  'asteroids',
  'spiral galaxy, nebula',
  'sun',
  'black hole',
  'supernova',
  'wormhole',
  'aurora, mountains',
  'storm, lightning',
  'sunset ocean, clouds',
  'desert, comet',
  'meadow, rainbow',
  'rainbow',
  'forest, fog, light rays',
  'cyberpunk city',
  'synthwave',
  'volcano',
  'fire',
  'crystals',
  'ice, underwater',
  'bubbles',
  'oil painting, nebula',
  'watercolor, lake',
  'sketch, city',
  'anime, pixel art, vintage, noir, dreamy',
];
const SIZE = { width: 150, height: 84 };
const view = advanceView(newView(11), { zoom: 1.37, angleDeg: 7, panX: 0.1 });

test('[SC1] what was painted before leaves no trace in a picture', () => {
  const [forwards, backwards] = [soloDream(), soloDream()];
  const pictures = PROMPTS.map((prompt) => forwards.paint({ prompt, view, ...SIZE }).pixels);
  for (let i = PROMPTS.length - 1; i >= 0; i--) {
    const again = backwards.paint({ prompt: PROMPTS[i] ?? '', view, ...SIZE }).pixels;
    expect({ prompt: PROMPTS[i], same: Buffer.compare(again, pictures[i] ?? new Uint8Array()) }).toMatchObject({
      same: 0,
    });
  }
});

test('[SC2] bands painted in any order give the same picture', () => {
  const [whole, banded] = [soloDream(), soloDream(bandedTeam(7))];
  for (const prompt of PROMPTS) {
    const expected = whole.paint({ prompt, view, ...SIZE }).pixels;
    const same = Buffer.compare(banded.paint({ prompt, view, ...SIZE }).pixels, expected);
    expect({ prompt, same }).toEqual({ prompt, same: 0 });
  }
});

test('[SC3] every one of them is a picture of its own, neither black nor flat', () => {
  const dream = soloDream();
  const seen = new Set<string>();
  for (const prompt of PROMPTS) {
    const { pixels } = dream.paint({ prompt, view: newView(11), ...SIZE });
    let [sum, squares] = [0, 0];
    for (let i = 0; i < pixels.length; i += 4) {
      const light = ((pixels[i] ?? 0) + (pixels[i + 1] ?? 0) + (pixels[i + 2] ?? 0)) / 3;
      sum += light;
      squares += light * light;
    }
    const count = pixels.length / 4;
    const spread = Math.sqrt(squares / count - (sum / count) * (sum / count));
    expect({ prompt, light: sum / count > 6, spread: spread > 6 }).toEqual({ prompt, light: true, spread: true });
    seen.add(Buffer.from(pixels).toString('base64'));
  }
  expect(seen.size).toBe(PROMPTS.length);
});

test('[SC4] a landscape drifts under a slow zoom, it does not jump', () => {
  const dream = soloDream();
  for (const prompt of ['mountains', 'city', 'crystals', 'desert', 'grid']) {
    let at = newView(5);
    let before = dream.paint({ prompt, view: at, ...SIZE }).pixels;
    const changes: number[] = [];
    for (let frame = 0; frame < 40; frame++) {
      at = advanceView(at, { zoom: 1.02, frames: 0 });
      const now = dream.paint({ prompt, view: at, ...SIZE }).pixels;
      let change = 0;
      for (let i = 0; i < now.length; i++) change += Math.abs((now[i] ?? 0) - (before[i] ?? 0)) / now.length;
      changes.push(change);
      before = now;
    }
    const usual = changes.toSorted((a, b) => a - b)[20] ?? 0;
    expect({ prompt, jump: Math.max(...changes) > 3 * usual + 2 }).toEqual({ prompt, jump: false });
  }
});
