import { messageOf } from '@epoch/graph-runtime/model';
import { type EngineAddress, serverUrl } from '@epoch/nodes/engines';

/** Where ComfyUI listens when nobody said otherwise. */
const COMFY_DEFAULT_URL = 'http://127.0.0.1:8188';
const NAME_LETTERS = 60;

export const ENVIRONMENT_ID = 'environment';
export const DEFAULT_ID = 'default';

/**
 * The server that COMFY_URL names. An address that is none is told and not used; what stands in it is not repeated, for
 * it may hold a password.
 */
export function environmentServer(comfyUrl: string | undefined): {
  readonly server: EngineAddress | null;
  readonly notice: string | null;
} {
  if (comfyUrl === undefined || comfyUrl.trim() === '') return { server: null, notice: null };
  try {
    const url = serverUrl(comfyUrl);
    return { server: { id: ENVIRONMENT_ID, name: 'COMFY_URL', kind: 'comfyui', url, headers: {} }, notice: null };
  } catch (error) {
    return { server: null, notice: `The address in COMFY_URL is not used. ${messageOf(error)}` };
  }
}

/** All servers in the order in which they are tried. The default address stands in while there is no other ComfyUI. */
export function inOrder(environment: EngineAddress | null, saved: readonly EngineAddress[]): readonly EngineAddress[] {
  const servers = environment === null ? saved : [environment, ...saved];
  if (servers.some(({ kind }) => kind === 'comfyui')) return servers;
  const name = freeServerName('ComfyUI', servers);
  return [...servers, { id: DEFAULT_ID, name, kind: 'comfyui', url: COMFY_DEFAULT_URL, headers: {} }];
}

/** A name that no other server has: `Studio`, then `Studio 2`. Case and blanks make no difference. */
export function freeServerName(wanted: string, others: readonly Pick<EngineAddress, 'name'>[]): string {
  const name = wanted.replace(/[\p{C}\s]+/gu, ' ').trim() || 'Image server';
  const taken = new Set(others.map((other) => other.name.toLowerCase()));
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) {
    const ending = ` ${number}`;
    free = name.slice(0, NAME_LETTERS - ending.length) + ending;
  }
  return free;
}
