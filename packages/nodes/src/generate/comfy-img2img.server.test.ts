import { createHash } from 'node:crypto';
import type { ParamValues, Raster } from '@epoch/graph-runtime/model';
import { afterAll, describe, expect, test } from 'vitest';
import { createServices, type ServiceHost } from '../create-services.ts';
import { type FakeComfy, startFakeComfy } from '../kits/comfy/fake/fake-comfy.ts';
import { play } from '../testing/play.ts';
import { chart } from '../testing/samples.ts';
import { node } from './comfy-img2img.node.ts';

type Params = Partial<ParamValues<typeof node.params>>;

const opened: { readonly server: FakeComfy; readonly host: ServiceHost }[] = [];
afterAll(async () => {
  for (const { server, host } of opened) {
    await host.close();
    await server.close();
  }
});

/** A server of its own, and the program that asks it. */
async function stage(version: '0.26.0' | '0.3.64') {
  const server = await startFakeComfy({ version });
  const address = { id: 'fake', name: 'Studio', kind: 'comfyui', url: server.url, headers: {} } as const;
  const host = createServices({ workers: 1, engines: { of: (kind) => (kind === 'comfyui' ? [address] : []) } });
  opened.push({ server, host });
  const { services } = host.openStage();
  async function draw(params: Params, image: Raster | null = chart(101, 67)) {
    const film = { width: 101, height: 67 };
    const inputs = image === null ? {} : { image };
    const [drawn] = await play(node, services, [{ inputs, film, params: { steps: 2, ...params } }]);
    if (drawn === undefined) throw new Error('No frame was played.');
    return drawn;
  }
  const lastGraph = () => JSON.stringify(server.seen.prompts.at(-1)?.graph);
  return { server, draw, lastGraph };
}

const VERSIONS = ['0.26.0', '0.3.64'] as const;
const sha256 = ({ data }: Raster) => createHash('sha256').update(data).digest('hex');

describe.each(VERSIONS)('ComfyUI %s', (version) => {
  test('[CV1] it takes a checkpoint with LoRA and a VAE of its own, at an odd size', async () => {
    const { draw, lastGraph } = await stage(version);
    const params = {
      loras: 'moss 0.5',
      prompt: 'stone, <lora:lcm-lora:0.7>',
      vae: 'vae-ft-mse-840000',
      server: 'Studio',
    };
    const plain = await draw({ prompt: 'stone' });
    const { image } = await draw(params);
    expect(image).toMatchObject({ width: 101, height: 67 });
    expect(sha256(image)).not.toBe(sha256(plain.image));
    for (const words of ['moss.safetensors', 'lcm-lora.safetensors', 'VAELoader', 'ImageBlend']) {
      expect(lastGraph()).toContain(words);
    }
  });

  test('[CV2] it takes separate files with two text encoders and guidance', async () => {
    const { draw, lastGraph } = await stage(version);
    const params = { loader: 'separate', clip2: 't5xxl_fp16', clipType: 'flux', guidance: 3.5, cfg: 1 };
    expect((await draw(params)).settings).toMatchObject({ engine: 'comfyui', cfg: 1 });
    expect(lastGraph()).toContain('FluxGuidance');
  });

  test('[CV3] it draws from the prompt alone when there is no picture', async () => {
    const { server, draw } = await stage(version);
    expect((await draw({}, null)).image).toMatchObject({ width: 101, height: 67 });
    expect(server.seen.uploads).toEqual([]);
  });

  test('[CV4] a name that is not there is refused before anything is sent', async () => {
    const { server, draw } = await stage(version);
    await expect(draw({ prompt: '<lora:mos:1>' })).rejects.toThrow(
      /LoRA "mos" is not on .* Did you mean "moss.safetensors"/,
    );
    await expect(draw({ server: 'Attic' })).rejects.toThrow(/no ComfyUI server named "Attic".*"Studio"/);
    expect([server.seen.prompts, server.seen.uploads]).toEqual([[], []]);
  });
});

test('[CV5] old servers and new ones give the same picture', async () => {
  const [one, other] = await Promise.all(
    VERSIONS.map(async (version) => sha256((await (await stage(version)).draw({ seed: 3 })).image)),
  );
  expect(one).toBe(other);
});
