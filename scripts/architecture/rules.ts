/** Which packages a package may import, and through which doors. */
export const PACKAGE_ARROWS: Readonly<Record<string, readonly string[]>> = {
  'graph-runtime': [],
  nodes: ['@epoch/graph-runtime/model', '@epoch/graph-runtime/schedule'],
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
    model: [],
    schedule: ['model'],
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

export const MAX_LINES = 250;
