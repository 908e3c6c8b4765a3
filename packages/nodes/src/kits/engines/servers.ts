import type { EngineKind, EngineList } from '@epoch/graph-runtime/model';

/** How to reach one image server. Header values are secrets: they go to that server's own origin and nowhere else. */
export interface EngineAddress {
  readonly id: string;
  /** The user's word for it; nodes name servers by it. */
  readonly name: string;
  readonly kind: EngineKind;
  /** http or https, host, port and base path, no trailing slash. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Another address, name or header in the settings is another server. */
export function addressKey({ id, name, url, headers }: EngineAddress): string {
  return JSON.stringify([id, name, url, headers]);
}

/** Where the saved addresses come from. Asked anew for each frame, so a change of settings counts at once. */
export interface EngineAddresses {
  /** Of one kind, in the order in which they are tried; never empty for comfyui. */
  of(kind: EngineKind): readonly EngineAddress[];
}

/** What an image server has, by list; a list that it does not give is empty. */
export type EngineLists = Readonly<Partial<Record<EngineList, readonly string[]>>>;

/** What a connection test found; mirrors the protocol's engineReportSchema. */
export interface EngineCheck {
  readonly ok: boolean;
  readonly message: string;
  readonly version: string | null;
  readonly device: string | null;
  readonly queueRunning: number | null;
  readonly queuePending: number | null;
  readonly counts: Readonly<Partial<Record<EngineList, number>>>;
  readonly latencyMs: number | null;
}

/** What an engine tells while it works; a node hands its own `progress`, `glimpse`, `remark` and `note` in. */
export interface EngineWatch {
  readonly signal: AbortLike;
  readonly progress: (done: number) => void;
  readonly glimpse: (encoded: Uint8Array) => void;
}

interface AbortLike {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
