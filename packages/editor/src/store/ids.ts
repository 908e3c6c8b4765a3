/** A short random id: `n-4f9kz2`. Unique enough for two browsers that edit the same graph. */
export function newId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return `${prefix}-${Array.from(bytes, (byte) => (byte % 36).toString(36)).join('')}`;
}

/** `DreamImg2Img` becomes `dream-img2img`, the readable half of a node's id. */
export function kebab(type: string): string {
  return type
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

/** Names this browser tab in PATCH calls, so that it knows its own edits when the server tells of them. */
export const EDITOR_ID = newId('editor');
