import { isObject, type Json, type JsonObject } from '../json.ts';
import type { FakeVersion } from '../world.ts';
import { readRecording } from './recordings.ts';

/** One recorded run: what was opened, sent, asked and heard, in order. */
export interface RecordedRun {
  readonly name: string;
  readonly about: string;
  readonly lines: readonly JsonObject[];
}

export function readRuns(version: FakeVersion): RecordedRun[] {
  return readRecording(version, 'runs.jsonl').map(({ name, about, lines }) => ({
    name: String(name),
    about: String(about),
    lines: Array.isArray(lines) ? lines.filter(isObject) : [],
  }));
}

/** The socket that a line belongs to; a recording with one socket names none. */
export function socketOf(line: JsonObject): string {
  return typeof line.socket === 'string' ? line.socket : 'only';
}

/** What one line of a socket says, in a word: `executing 5`, `progress_state 5 running`, `frame 00000001 00000001`. */
export function wordOf(line: JsonObject): string | null {
  if (line.kind === 'binary' && isObject(line.binary)) return frameWord(line.binary);
  if (line.kind !== 'text' || !isObject(line.text)) return null;
  const { type, data } = line.text;
  if (!isObject(data)) return String(type);
  if (type === 'executing') return `executing ${String(data.node)}`;
  if (type === 'executed') return `executed ${String(data.node)}`;
  if (type === 'execution_cached') return `cached ${Array.isArray(data.nodes) ? [...data.nodes].sort().join() : ''}`;
  if (type === 'status') return `status ${remainingIn(data)}`;
  return type === 'progress_state' ? progressWord(data) : String(type);
}

function remainingIn(data: JsonObject): string {
  const info = isObject(data.status) ? data.status.exec_info : undefined;
  return isObject(info) ? String(info.queue_remaining) : '';
}

function progressWord({ nodes }: JsonObject): string {
  const [id, node] = Object.entries(isObject(nodes) ? nodes : {}).at(-1) ?? [];
  return `progress_state ${id} ${isObject(node) ? String(node.state) : ''}`;
}

/** Type, then format or kind of picture, and the size of a preview. */
function frameWord({ type_u32, header_hex, meta, picture, size }: JsonObject): string {
  const about = isObject(meta) ? `${String(meta.node_id)} ${String(meta.image_type)}` : String(header_hex).slice(8, 16);
  return `frame ${Number(type_u32)} ${about} ${String(picture)} ${picture === 'JPEG' ? sizeWord(size) : ''}`.trim();
}

function sizeWord(size: Json | undefined): string {
  return Array.isArray(size) ? size.map(String).join('x') : '';
}

/** The words with repeats of one sampler step after another told once. */
export function collapsed(words: readonly string[]): string[] {
  const out: string[] = [];
  for (const word of words) {
    out.push(word);
    for (const length of [3, 2]) {
      const [last, before] = [out.slice(-length), out.slice(-2 * length, -length)];
      if (last.length === length && last.join('|') === before.join('|') && last.some((w) => w === 'progress')) {
        out.splice(-length);
        break;
      }
    }
  }
  return out;
}
