/** Which packages a package may import, and through which doors. */
export const PACKAGE_ARROWS: Readonly<Record<string, readonly string[]>> = {
  'graph-runtime': [],
  nodes: ['@epoch/graph-runtime/exact-math', '@epoch/graph-runtime/model', '@epoch/graph-runtime/schedule'],
  editor: ['@epoch/graph-runtime/model', '@epoch/graph-runtime/schedule', '@epoch/graph-runtime/protocol'],
  server: [
    '@epoch/graph-runtime/model',
    '@epoch/graph-runtime/schedule',
    '@epoch/graph-runtime/protocol',
    '@epoch/graph-runtime/engine',
    '@epoch/nodes',
    '@epoch/nodes/engines',
    '@epoch/nodes/stills',
  ],
};

/** Doors that only tests may use, by package. */
export const TEST_DOORS: Readonly<Record<string, readonly string[]>> = {
  'graph-runtime': ['@epoch/graph-runtime/testing'],
  nodes: ['@epoch/graph-runtime/testing'],
  editor: ['@epoch/graph-runtime/testing'],
  server: ['@epoch/graph-runtime/testing', '@epoch/nodes/testing'],
};

/** Which rooms (first folder below src) a room may import inside its own package. A room not listed is free. */
export const ROOM_ARROWS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'graph-runtime': {
    'exact-math': [],
    model: [],
    schedule: ['exact-math', 'model'],
    protocol: ['model'],
    engine: ['model', 'schedule'],
    testing: ['model', 'schedule', 'engine'],
  },
  nodes: { kits: [] },
  server: {
    productions: ['storage'],
    graphs: ['storage'],
    assets: ['storage'],
    storage: [],
    socket: ['productions', 'storage'],
  },
  editor: { api: [], ui: ['theme'], store: ['api', 'previews'], previews: ['api'], theme: [] },
};

/** Packages that only some rooms may touch. */
export const PACKAGE_HOMES: readonly { readonly name: RegExp; readonly homes: readonly RegExp[] }[] = [
  { name: /^@xyflow\/react/, homes: [/^packages\/editor\/src\/canvas\//] },
  { name: /^sharp$/, homes: [/^packages\/nodes\/src\/kits\//, /^scripts\//, /^bench\//, /^e2e\//] },
  { name: /^@napi-rs\/canvas$/, homes: [/^packages\/nodes\/src\/kits\/drawing\//] },
  { name: /^undici$/, homes: [/^packages\/nodes\/src\/kits\//, /^bench\//] },
  { name: /^(fastify|@fastify\/)/, homes: [/^packages\/server\/src\//] },
  { name: /^libsql$/, homes: [/^packages\/server\/src\/(productions|storage)\//, /^e2e\//] },
  { name: /^zustand/, homes: [/^packages\/editor\/src\/store\//] },
];

/**
 * What the language leaves to the machine: the last bits of these differ between engines and versions. Whole powers of
 * written numbers (`2 ** 32`) are exact. Instead there is `@epoch/graph-runtime/exact-math`.
 */
export const INEXACT_MATH = /\bMath\.(?:a?(?:sin|cos|tan)h?|atan2|exp(?:m1)?|log(?:2|10|1p)?|pow|cbrt|hypot)\b|\*\*/g;
export const WHOLE_POWER = /\b\d+ \*\* \d+\b/g;

/** Files without pixels: they measure, wait, or draw pictures for tests and benches. */
export const FREE_OF_PIXELS: readonly RegExp[] = [
  /\.test\.ts$/,
  /^packages\/nodes\/src\/testing\//,
  /^packages\/nodes\/src\/kits\/(?:comfy|sd-server|engines)\//,
  /^packages\/nodes\/src\/kits\/raster\/(?:reference|solo-bench)\.ts$/,
];

export const MAX_LINES = 250;
