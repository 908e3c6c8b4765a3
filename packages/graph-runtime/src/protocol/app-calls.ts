import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { appSettingsSchema, assetSchema, empty } from './shapes.ts';

const none = empty;

export const getHealth = endpoint({
  method: 'GET',
  url: '/api/health',
  summary: 'Is the server alive, and how is it?',
  params: none,
  query: none,
  body: none,
  reply: z.strictObject({
    status: z.literal('ok'),
    version: z.string(),
    node: z.string(),
    workers: z.int(),
    diskFreeBytes: z.number().nullable(),
    dataFolder: z.string(),
    uptimeSeconds: z.number(),
  }),
  errors: [],
});

/** The cards are checked by the nodes' own contract test; on the wire they are opaque. */
export const getCatalogue = endpoint({
  method: 'GET',
  url: '/api/catalogue',
  summary: 'The cards of all node types.',
  params: none,
  query: none,
  body: none,
  reply: z.strictObject({ cards: z.array(z.unknown()) }),
  errors: [],
});

export const listAssets = endpoint({
  method: 'GET',
  url: '/api/assets',
  summary: 'Pictures and sounds that nodes can use.',
  params: none,
  query: none,
  body: none,
  reply: z.strictObject({ assets: z.array(assetSchema) }),
  errors: [],
});
/** POST multipart, one file: stores an asset under its own name, numbered when taken. Answers assetReply. */
export const ASSET_UPLOAD_URL = '/api/assets';
export const assetReply = z.strictObject({ asset: assetSchema });
/** GET: bytes of an asset, from magic bytes typed. `?width=` gives a small JPEG or PNG. */
export const ASSET_URL = '/api/assets/:name';

export const readSettings = endpoint({
  method: 'GET',
  url: '/api/settings',
  summary: "The app's own state.",
  params: none,
  query: none,
  body: none,
  reply: appSettingsSchema,
  errors: [],
});
export const patchSettings = endpoint({
  method: 'PATCH',
  url: '/api/settings',
  summary: "Changes the app's own state.",
  params: none,
  query: none,
  body: appSettingsSchema.partial(),
  reply: appSettingsSchema,
  errors: [],
});
