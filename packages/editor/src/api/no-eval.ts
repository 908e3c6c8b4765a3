/**
 * Tells the schema library not to try `new Function`: the page's security policy forbids it, and the browser would
 * report each try on the console. Imported before anything that brings schemas.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
