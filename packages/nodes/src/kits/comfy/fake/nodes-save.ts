import { type Folder, normalPath } from './files.ts';
import { isObject, writeJson } from './json.ts';
import { type Executor, type NodeCall, picturesOf, textOf } from './node-call.ts';
import { nodeError } from './node-error.ts';
import { writePng } from './png.ts';
import { hashText, type NodeResult, type Picture } from './values.ts';
import { isNew } from './world.ts';

export const saveNodes: Readonly<Record<string, Executor>> = {
  SaveImage: (call) => save(call, 'output', textOf(call, 'filename_prefix')),
  PreviewImage: (call) => save(call, 'temp', `ComfyUI_temp_${randomLetters(call)}`),
  SaveImageWebsocket: async (call) => {
    const pictures = picturesOf(call, 'images');
    for (const [index, picture] of pictures.entries()) {
      await call.run.step(call.id, index, pictures.length, writePng(picture, [], call.run.world.pngLevel));
    }
    return { outputs: [], ui: null };
  },
};

/** Five letters that are the same for the same run. */
function randomLetters(call: NodeCall): string {
  let seed = hashText(call.run.promptId + call.id);
  let letters = '';
  for (let i = 0; i < 5; i++) {
    letters += String.fromCharCode(97 + (seed % 26));
    seed = Math.floor(seed / 26);
  }
  return letters;
}

/** @throws NodeError for a prefix that leaves the folder */
function save(call: NodeCall, folder: Folder, prefix: string): NodeResult {
  const { world } = call.run;
  const pictures = picturesOf(call, 'images');
  const filled = normalPath(fill(prefix, pictures[0]));
  if (filled === null) {
    const message = `**** ERROR: Saving image outside the output folder is not allowed.\n full_output_folder: /comfy/base\n         output_dir: /comfy/base/${folder}\n         commonpath: /comfy/base`;
    throw nodeError('Exception', message);
  }
  const cut = filled.lastIndexOf('/');
  const subfolder = cut < 0 ? '' : filled.slice(0, cut);
  const name = filled.slice(cut + 1);
  const first = world.files.nextNumber(folder, filled);
  const files = pictures.map((picture, index) => {
    const stem = name.replaceAll('%batch_num%', String(index));
    const filename = `${stem}_${String(first + index).padStart(5, '0')}_.png`;
    const path = subfolder === '' ? filename : `${subfolder}/${filename}`;
    world.files.write(folder, path, writePng(picture, textsOf(call), world.pngLevel));
    return { filename, subfolder, type: folder };
  });
  const passed = isNew(world) ? [{ kind: 'image', pictures } as const] : [];
  return { outputs: passed, ui: { images: files } };
}

/** %width% and the like. */
function fill(prefix: string, picture: Picture | undefined): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return prefix
    .replaceAll('%width%', String(picture?.width ?? 0))
    .replaceAll('%height%', String(picture?.height ?? 0))
    .replaceAll('%year%', String(now.getFullYear()))
    .replaceAll('%month%', two(now.getMonth() + 1))
    .replaceAll('%day%', two(now.getDate()))
    .replaceAll('%hour%', two(now.getHours()))
    .replaceAll('%minute%', two(now.getMinutes()))
    .replaceAll('%second%', two(now.getSeconds()));
}

/** The prompt, then one text for each key of extra_pnginfo. */
function textsOf({ run }: NodeCall): [string, string][] {
  const info = run.extraData.extra_pnginfo;
  const more = isObject(info) ? Object.entries(info) : [];
  return [['prompt', writeJson(run.prompt)], ...more.map(([key, value]): [string, string] => [key, writeJson(value)])];
}
