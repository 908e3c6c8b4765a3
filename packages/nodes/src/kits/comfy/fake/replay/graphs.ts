import type { JsonObject } from '../json.ts';

/** A prompt without a model: one even picture, saved. */
export function small(colour: number, prefix: string): JsonObject {
  return {
    1: { class_type: 'EmptyImage', inputs: { width: 64, height: 64, batch_size: 1, color: colour } },
    2: { class_type: 'SaveImage', inputs: { images: ['1', 0], filename_prefix: prefix } },
  };
}

/** The usual graph; from an empty latent when no picture is named. */
export function img2img(
  seed: number,
  image: string | null,
  settings: JsonObject = {},
  prefix = 'es/frame',
): JsonObject {
  const source: JsonObject =
    image === null
      ? { 4: { class_type: 'EmptyLatentImage', inputs: { width: 128, height: 128, batch_size: 1 } } }
      : {
          4: { class_type: 'LoadImage', inputs: { image } },
          8: { class_type: 'VAEEncode', inputs: { pixels: ['4', 0], vae: ['1', 2] } },
        };
  const sampler = {
    ...{ model: ['1', 0], positive: ['2', 0], negative: ['3', 0], latent_image: [image === null ? '4' : '8', 0] },
    ...{ seed, steps: 4, cfg: 7, sampler_name: 'euler', scheduler: 'normal', denoise: 0.4 },
    ...settings,
  };
  return {
    1: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'random-sd15.safetensors' } },
    2: { class_type: 'CLIPTextEncode', inputs: { clip: ['1', 1], text: 'moss' } },
    3: { class_type: 'CLIPTextEncode', inputs: { clip: ['1', 1], text: 'blur' } },
    ...source,
    5: { class_type: 'KSampler', inputs: sampler },
    6: { class_type: 'VAEDecode', inputs: { samples: ['5', 0], vae: ['1', 2] } },
    7: { class_type: 'SaveImage', inputs: { images: ['6', 0], filename_prefix: prefix } },
  };
}
