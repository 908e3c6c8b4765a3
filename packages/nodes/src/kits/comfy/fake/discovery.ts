import { emptyAnswer, jsonAnswer } from './answer.ts';
import type { JsonObject } from './json.ts';
import { classInfo, modelNames } from './object-info.ts';
import type { Route } from './route.ts';
import { isNew, type World } from './world.ts';

/** Folders of models, in the server's order. */
const OLD_FOLDERS = [
  ...['checkpoints', 'configs', 'loras', 'vae', 'text_encoders', 'diffusion_models', 'clip_vision', 'style_models'],
  ...['embeddings', 'diffusers', 'vae_approx', 'controlnet', 'gligen', 'upscale_models'],
  ...['custom_nodes', 'hypernetworks', 'photomaker', 'classifiers', 'model_patches', 'audio_encoders'],
];
const NEW_FOLDERS = [
  ...OLD_FOLDERS,
  ...['latent_upscale_models', 'background_removal', 'frame_interpolation', 'geometry_estimation', 'optical_flow'],
  'detection',
];
/** Packages of the server, and the version of each that is there; null when it was not installed. */
const PACKAGES: readonly (readonly [string, string | null])[] = [
  ['comfyui-frontend-package', '1.45.19'],
  ['comfyui-workflow-templates', null],
  ['comfyui-embedded-docs', null],
  ['comfy-kitchen', '0.2.10'],
  ['comfy-aimdo', '0.4.10'],
];
const GIB = 1024 ** 3;

export const discoveryRoutes: readonly Route[] = [
  { method: 'GET', path: '/system_stats', answer: ({ world }) => jsonAnswer(systemStats(world)) },
  { method: 'GET', path: '/features', answer: ({ world }) => jsonAnswer(features(world)) },
  { method: 'GET', path: '/embeddings', answer: () => jsonAnswer([]) },
  { method: 'GET', path: '/extensions', answer: () => jsonAnswer([]) },
  { method: 'GET', path: '/models', answer: ({ world }) => jsonAnswer(modelFolders(world)) },
  {
    method: 'GET',
    path: '/models/*',
    answer: ({ world, parts }) => {
      const folder = parts[0] ?? '';
      return modelFolders(world).includes(folder) ? jsonAnswer(modelNames(world, folder)) : emptyAnswer(404);
    },
  },
  { method: 'GET', path: '/view_metadata/*', answer: () => emptyAnswer(404) },
  {
    method: 'GET',
    path: '/object_info',
    answer: ({ world }) => jsonAnswer(infoOf(world, Object.keys(world.classes))),
  },
  { method: 'GET', path: '/object_info/*', answer: ({ world, parts }) => jsonAnswer(infoOf(world, parts)) },
  { method: 'GET', path: '/node_replacements', since: '0.26.0', answer: () => jsonAnswer({}) },
];

function modelFolders(world: World): string[] {
  return isNew(world) ? NEW_FOLDERS : OLD_FOLDERS;
}

function infoOf(world: World, names: readonly string[]): JsonObject {
  const found: JsonObject = {};
  for (const name of names) {
    const info = classInfo(world, name);
    if (info !== null) found[name] = info;
  }
  return found;
}

/** The server's feature flags, over HTTP and in answer to the client's own. */
export function features(world: World): JsonObject {
  const common = { supports_preview_metadata: true, max_upload_size: 104_857_600 };
  if (!isNew(world)) return common;
  return { ...common, extension: { manager: { supports_v4: true } }, node_replacements: true, assets: false };
}

function systemStats(world: World): JsonObject {
  const fresh = {
    deploy_environment: 'local-git',
    comfy_package_versions: PACKAGES.map(([name, installed]) => ({ name, installed, required: installed ?? '1.0.0' })),
  };
  return {
    system: {
      os: isNew(world) ? 'linux' : 'posix',
      ram_total: 32 * GIB,
      ram_free: 24 * GIB,
      comfyui_version: world.version,
      required_frontend_version: isNew(world) ? '1.45.19' : '1.27.10',
      installed_templates_version: null,
      required_templates_version: isNew(world) ? '0.10.0' : '0.1.95',
      python_version: '3.11.7 (main)',
      pytorch_version: '2.9.0+cpu',
      embedded_python: false,
      argv: argv(world),
      ...(isNew(world) ? fresh : {}),
    },
    devices: [
      {
        name: 'cpu',
        type: 'cpu',
        index: null,
        vram_total: 32 * GIB,
        vram_free: 24 * GIB,
        torch_vram_total: 32 * GIB,
        torch_vram_free: 24 * GIB,
      },
    ],
  };
}

function argv(world: World): string[] {
  const flags = ['--cpu', '--disable-api-nodes', '--disable-all-custom-nodes'];
  const method = world.previews ? 'latent2rgb' : 'none';
  const address = ['--listen', '127.0.0.1', '--port', '8188'];
  return ['main.py', ...flags, ...address, '--preview-method', method, '--base-directory', '/comfy/base'];
}
