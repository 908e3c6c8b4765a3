import { blended, inverted } from './blend.ts';
import { normalPath, splitFolder } from './files.ts';
import { loadPicture } from './load-picture.ts';
import { type Executor, give, latentOf, maskOf, type NodeCall, numberOf, picturesOf, textOf } from './node-call.ts';
import { nodeError } from './node-error.ts';
import { crop, scale } from './scale.ts';
import { type Picture, plain, type Value } from './values.ts';
import { isNew } from './world.ts';

/** Pixels of the picture to one of the latent, each way. */
const VAE_RATIO = 8;

function images(pictures: readonly Picture[]): Value {
  return { kind: 'image', pictures };
}

export const pictureNodes: Readonly<Record<string, Executor>> = {
  LoadImage: async (call) => {
    const { pictures, masks } = await load(call);
    return give(images(pictures), { kind: 'mask', masks });
  },
  LoadImageMask: async (call) => give({ kind: 'mask', masks: (await load(call)).masks }),
  EmptyImage: (call) => {
    const colour = numberOf(call, 'color', 0);
    const level = [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];
    return give(images(batch(call, even(call, level, 1))));
  },
  EmptyLatentImage: (call) =>
    give({ kind: 'latent', pictures: batch(call, even(call, [127, 127, 127], VAE_RATIO)), mask: null }),
  EmptySD3LatentImage: (call) =>
    give({ kind: 'latent', pictures: batch(call, even(call, [127, 127, 127], VAE_RATIO)), mask: null }),
  VAEEncode: encode,
  VAEEncodeTiled: encode,
  VAEEncodeForInpaint: encode,
  VAEDecode: decode,
  VAEDecodeTiled: decode,
  SetLatentNoiseMask: (call) => {
    const { pictures } = latentOf(call, 'samples');
    return give({ kind: 'latent', pictures, mask: maskOf(call, 'mask') });
  },
  RepeatLatentBatch: (call) => {
    const { pictures, mask } = latentOf(call, 'samples');
    return give({ kind: 'latent', pictures: repeated(pictures, numberOf(call, 'amount', 1)), mask });
  },
  RepeatImageBatch: (call) => give(images(repeated(picturesOf(call, 'image'), numberOf(call, 'amount', 1)))),
  ImageBatch: (call) => give(images([...picturesOf(call, 'image1'), ...picturesOf(call, 'image2')])),
  ImageScale: (call) =>
    give(
      images(
        picturesOf(call, 'image').map((picture) =>
          scale(picture, numberOf(call, 'width', 0), numberOf(call, 'height', 0)),
        ),
      ),
    ),
  ImageScaleBy: (call) => {
    const by = numberOf(call, 'scale_by', 1);
    return give(
      images(picturesOf(call, 'image').map((p) => scale(p, Math.round(p.width * by), Math.round(p.height * by)))),
    );
  },
  ImageInvert: (call) => give(images(picturesOf(call, 'image').map(inverted))),
  ImageBlend: (call) => {
    const others = picturesOf(call, 'image2');
    const mix = (one: Picture, at: number) => {
      const other = others[at] ?? others[0] ?? one;
      return blended(one, other, numberOf(call, 'blend_factor', 0.5), textOf(call, 'blend_mode'));
    };
    return give(images(picturesOf(call, 'image1').map(mix)));
  },
  SolidMask: (call) => {
    const [width, height] = [numberOf(call, 'width', 512), numberOf(call, 'height', 512)];
    const levels = new Uint8Array(width * height).fill(Math.round(numberOf(call, 'value', 1) * 255));
    return give({ kind: 'mask', masks: [{ width, height, levels }] });
  },
  MaskToImage: (call) => {
    const mask = maskOf(call, 'mask');
    if (mask === null) throw nodeError('AttributeError', "'NoneType' object has no attribute 'reshape'");
    const rgb = new Uint8Array(mask.levels.length * 3).map((_, at) => mask.levels[Math.floor(at / 3)] ?? 0);
    return give(images([{ width: mask.width, height: mask.height, rgb }]));
  },
  GetImageSize: (call) => {
    const pictures = picturesOf(call, 'image');
    const [first] = pictures;
    return give(plain(first?.width ?? 0), plain(first?.height ?? 0), plain(pictures.length));
  },
};

/** @throws NodeError when there is no such picture; a folder is a folder's error */
async function load(call: NodeCall) {
  const { world } = call.run;
  const { folder, name } = splitFolder(textOf(call, 'image'), 'input');
  const path = normalPath(name.replace(/^\.\.\/input\//, '')) ?? '';
  const file = world.files.read(folder, path);
  const shown = `/comfy/base/${folder}/${name}`;
  if (file === undefined) throw nodeError('IsADirectoryError', `[Errno 21] Is a directory: '${shown}'`);
  return await loadPicture(file.bytes, shown, isNew(world));
}

/** Width and height are cut to whole cells of the latent, the middle is kept. */
function encode(call: NodeCall) {
  const pictures = picturesOf(call, 'pixels').map((picture) => {
    const width = picture.width - (picture.width % VAE_RATIO);
    const height = picture.height - (picture.height % VAE_RATIO);
    return crop(picture, (picture.width - width) >> 1, (picture.height - height) >> 1, width, height);
  });
  return give({ kind: 'latent', pictures, mask: maskOf(call, 'mask') });
}

function decode(call: NodeCall) {
  return give(images(latentOf(call, 'samples').pictures));
}

function even(call: NodeCall, level: readonly number[], multiple: number): Picture {
  const width = Math.floor(numberOf(call, 'width', 512) / multiple) * multiple;
  const height = Math.floor(numberOf(call, 'height', 512) / multiple) * multiple;
  const rgb = new Uint8Array(width * height * 3).map((_, at) => level[at % 3] ?? 0);
  return { width, height, rgb };
}

function batch(call: NodeCall, picture: Picture): Picture[] {
  return repeated([picture], numberOf(call, 'batch_size', 1));
}

function repeated(pictures: readonly Picture[], amount: number): Picture[] {
  return Array.from({ length: amount }, () => pictures).flat();
}
