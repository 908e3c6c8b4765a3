/** What was chosen for a name left empty, by field; kept through the film, so that a new file cannot change its look. */
export type Chosen = Readonly<Record<string, string>>;

/** The choice as bytes, to be kept beside the picture: a film that is drawn again goes on with the same names. */
export function chosenToBytes(chosen: Chosen): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(chosen));
}

export function chosenFromBytes(bytes: Uint8Array): Chosen {
  const read: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const entries = typeof read === 'object' && read !== null ? Object.entries(read) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
