import { expect, test } from 'vitest';
import { soloTeam } from '../raster/team.ts';
import { bodiesInView } from './objects.ts';
import { pickColours } from './palette.ts';
import { layPlanes, levelsOf } from './planes.ts';
import { readPrompt } from './prompt.ts';
import type { Stage } from './stage.ts';
import { advanceView, newView, type View } from './view.ts';

/** A stage that can be looked at but not painted on. */
function emptyStage(prompt: string, view: View): Stage {
  const [width, height] = [640, 360];
  const levels = levelsOf(width, height);
  const scene = readPrompt(prompt, '');
  const nothing = { pointer: 0, data: new Float32Array(1) };
  return {
    width,
    height,
    levels,
    planes: layPlanes(levels, 0).planes,
    team: soloTeam(new WebAssembly.Memory({ initial: 1 }), {}),
    view,
    scene,
    colours: pickColours(scene, view.seed),
    palette: nothing,
    quality: 'normal',
    amount: (name) => scene.amounts[name] ?? 0,
    table: () => nothing,
    plane: () => nothing.data,
  };
}

test('[OB1] the first picture is composed around a large body off the centre', () => {
  for (const [prompt, kind] of [
    ['ringed planet', 'gas'],
    ['earth', 'earth'],
    ['galaxy', 'galaxy'],
    ['black hole', 'blackhole'],
    ['supernova', 'burst'],
  ] as const) {
    for (const seed of [1, 2, 3, 4]) {
      const solid = bodiesInView(emptyStage(prompt, newView(seed))).filter(({ alpha }) => alpha > 0.9);
      const largest = solid.at(-1);
      expect(largest?.kind).toBe(kind);
      expect(Math.abs(largest?.x ?? 0)).toBeGreaterThan(0.3);
    }
  }
});

test('[OB2] a body stays where the camera moves it', () => {
  const before = newView(4);
  const after = advanceView(before, { zoom: 1.1, angleDeg: 10, panX: -0.05 });
  const first = bodiesInView(emptyStage('planet, moon', before)).at(-1);
  const moved = bodiesInView(emptyStage('planet, moon', after)).find(({ id }) => id === first?.id);
  const angle = (10 * Math.PI) / 180;
  const [x, y] = [first?.x ?? 9, first?.y ?? 9];
  expect(moved?.x).toBeCloseTo(1.1 * (Math.cos(angle) * x - Math.sin(angle) * y) - 0.05, 5);
  expect(moved?.y).toBeCloseTo(1.1 * (Math.sin(angle) * x + Math.cos(angle) * y), 5);
  expect(moved?.radius).toBeCloseTo(1.1 * (first?.radius ?? 0), 5);
});

test('[OB3] bodies come in and dissolve without a jump while the camera flies on', () => {
  let view = newView(6);
  let before = new Map(bodiesInView(emptyStage('planet', view)).map((body) => [body.id, body]));
  const leaps: number[] = [];
  for (let frame = 0; frame < 250; frame++) {
    view = advanceView(view, { zoom: 1.02 });
    const now = new Map(bodiesInView(emptyStage('planet', view)).map((body) => [body.id, body]));
    for (const [id, body] of now) {
      const weight = (seen: typeof body | undefined) =>
        seen === undefined ? 0 : seen.alpha * Math.min(1, seen.radius * 20);
      const gone = before.get(id);
      if (gone !== undefined) leaps.push(Math.abs(weight(body) - weight(gone)));
      else if (Math.abs(body.x) + body.radius < 0.8 && Math.abs(body.y) + body.radius < 0.45) leaps.push(weight(body));
    }
    before = now;
  }
  expect(leaps.length).toBeGreaterThan(300);
  expect(Math.max(...leaps)).toBeLessThan(0.15);
});

test('[OB4] a unique world has no double; its neighbours are moons and plain worlds', () => {
  for (const seed of [1, 2, 3, 5, 8, 13]) {
    const kinds = bodiesInView(emptyStage('earth', newView(seed))).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'earth')).toHaveLength(1);
  }
});

test('[OB5] an asteroid belt is crowded, other scenes are not', () => {
  expect(bodiesInView(emptyStage('asteroids', newView(3))).length).toBeGreaterThan(8);
  expect(bodiesInView(emptyStage('planet', newView(3))).length).toBeLessThanOrEqual(24);
  expect(bodiesInView(emptyStage('nebula', newView(3)))).toEqual([]);
});

test("[OB6] the scene's main body comes again and again, however far the camera flies", () => {
  let view = newView(9);
  const seen: boolean[] = [];
  for (let frame = 0; frame < 900; frame++) {
    view = advanceView(view, { zoom: 1.02 });
    seen.push(
      bodiesInView(emptyStage('black hole', view)).some(({ kind, radius }) => kind === 'blackhole' && radius > 0.03),
    );
  }
  const thirds = [0, 300, 600].map((from) => seen.slice(from, from + 300).filter(Boolean).length);
  for (const frames of thirds) expect(frames).toBeGreaterThan(120);
});

test('[OB7] a solid body is whole for as long as any of it is in the picture, also one right ahead', () => {
  const seen: number[] = [];
  for (const seed of [1, 2, 3]) {
    for (const panX of [-0.004, 0, 0.004]) {
      let view = newView(seed);
      for (let frame = 0; frame < 200; frame++) {
        view = advanceView(view, { zoom: 1.015, panX });
        for (const { x, y, radius, alpha } of bodiesInView(emptyStage('planet', view))) {
          const showing = Math.abs(x) - radius < 640 / 360 / 2 && Math.abs(y) - radius < 0.5;
          if (showing && radius > 0.1) seen.push(alpha);
          expect(Math.sqrt(x * x + y * y) > radius || radius < 0.6).toBe(true);
        }
      }
    }
  }
  expect(seen.length).toBeGreaterThan(300);
  expect(Math.min(...seen)).toBe(1);
});
