import type { Told } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { decode } from '../kits/raster/decode.ts';
import { fakeComfyEngine } from '../testing/fake-comfy-engine.ts';
import { fakeSdEngine } from '../testing/fake-sd-engine.ts';
import { fakeServices } from '../testing/fake-services.ts';
import { play } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './sd-server-img2img.node.ts';

const image = chart(64, 64);
const film = { width: 64, height: 64 };

function stage() {
  const engine = fakeSdEngine();
  const told: Told[] = [];
  const { services, dreams } = fakeServices({}, fakeComfyEngine(), engine);
  const said = (type: 'remark' | 'note') => told.flatMap((thing) => (thing.type === type ? [thing.words] : []));
  const frame = { inputs: { image }, film, tell: (thing: Told) => void told.push(thing) };
  return { engine, services, dreams, said, frame };
}

test('[SV1] sends what the params say, and says in its settings what was really used', async () => {
  const { services, frame, engine, said } = stage();
  const asked = { prompt: 'moss', negative: 'fog', denoise: 0.4, seed: 9, steps: 12, cfg: 5 };
  const params = { ...asked, kind: 'sdcpp', server: 'Shed', sampler: 'lcm', scheduler: 'discrete', checkpoint: 'sd15' };
  const [first] = await play(node, services, [{ ...frame, params }]);
  expect(engine.jobs).toMatchObject([{ key: { node: 'node', frame: 0 }, width: 64, height: 64, ...params }]);
  expect(first?.settings).toEqual({ engine: 'sd-server', ...asked });
  expect(said('remark')).toEqual(['sd15, Euler, karras']);
});

test('[SV2] without a picture it draws from the prompt alone, at the size of the film', async () => {
  const { services, frame, engine } = stage();
  const [first] = await play(node, services, [{ ...frame, inputs: {}, params: { denoise: 0.3 } }]);
  expect(engine.jobs).toMatchObject([{ image: null, width: 64, height: 64, denoise: 1 }]);
  expect(first?.settings.denoise).toBe(1);
});

test.each([0, 0.009])(
  '[SV3] at denoise %s the picture is handed on untouched, and nobody is asked',
  async (denoise) => {
    const { services, frame, engine } = stage();
    engine.away = true;
    const [first] = await play(node, services, [{ ...frame, params: { denoise } }]);
    expect(first?.image).toBe(image);
    expect(first?.settings.denoise).toBe(0);
  },
);

test('[SV4] a picture of any size is padded on the way and cropped after; the answer has the size asked for', async () => {
  const { services, frame, engine } = stage();
  const odd = { width: 101, height: 67 };
  const [first] = await play(node, services, [{ ...frame, film: odd }]);
  const [sent] = engine.jobs;
  expect(sent?.image && (await decode(sent.image))).toMatchObject({ width: 104, height: 72 });
  expect(sent).toMatchObject({ width: 104, height: 72 });
  expect(first?.image).toMatchObject(odd);
  const [set] = await play(node, services, [{ ...frame, params: { width: 128, height: 20 } }]);
  expect(set?.image).toMatchObject({ width: 128, height: 64 });
});

test('[SV5] drawn again it asks nobody, whatever became of the server, and gives the same picture', async () => {
  const { services, frame, engine } = stage();
  const [first] = await play(node, services, [frame]);
  engine.away = true;
  const [again] = await play(node, services, [frame]);
  expect(again?.image.data).toEqual(first?.image.data);
  expect(engine.jobs).toHaveLength(1);
});

test('[SV6] the film keeps what was chosen for empty names, also when drawn again; another kind chooses anew', async () => {
  const { services, frame, engine } = stage();
  const other = (blue: number) => ({ ...frame, inputs: { image: chart(64, 64, blue) } });
  await play(node, services, [frame]);
  await play(node, services, [frame, other(81), { ...other(82), params: { kind: 'sdcpp' } }]);
  expect(engine.jobs.map(({ before }) => before)).toEqual([
    null,
    { sampler: 'Euler', scheduler: 'karras', checkpoint: 'sd15' },
    null,
  ]);
});

test('[SV7] away and told to wait, the failure goes on to the film', async () => {
  const { services, frame, engine } = stage();
  engine.away = true;
  await expect(play(node, services, [frame])).rejects.toMatchObject({
    code: 'ENGINE_AWAY',
    detail: { retryAfterMs: 1000 },
  });
});

test('[SV8] away and told to go on, Dream paints or the picture is handed on, and the journal hears of it', async () => {
  const { services, frame, engine, dreams, said } = stage();
  engine.away = true;
  const [dreamt] = await play(node, services, [{ ...frame, params: { whenAway: 'dream' } }]);
  expect(dreamt?.settings.engine).toBe('dream');
  expect(dreams).toHaveLength(1);
  const other = { ...frame, inputs: { image: chart(64, 64, 82) } };
  const [moved] = await play(node, services, [{ ...other, params: { whenAway: 'motion' } }]);
  expect(moved?.settings.engine).toBe('none');
  expect(said('note')[0]).toBe('Frame 0 was painted by the embedded engine: Nothing answers at http://fake:7860.');
});

test('[SV9] answers that lose detail are told in the line under the title', async () => {
  const { services, frame, engine, said } = stage();
  engine.exact = false;
  await play(node, services, [frame]);
  expect(said('remark')[0]).toContain('set PNG');
});
