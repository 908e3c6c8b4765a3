import type { Json } from '../../engines/wire/json-read.ts';
import { writeJson } from '../../engines/wire/json-write.ts';
import type { ApiValue, ComfyOrder } from '../comfy.ts';

const PREFIX = 'EpochStreamer';
const PICTURE = 'image.png';

/**
 * The graph of an order for people, as JSON text that ComfyUI's own editor opens: what was sent, but for names that mean
 * something on one server and in one production only. The same request gives the same text in every production.
 */
export function recipeOf({ graph, pictures }: Pick<ComfyOrder, 'graph' | 'pictures'>): string {
  const plain: Record<string, Json> = {};
  for (const [id, node] of Object.entries(graph)) {
    const inputs: Record<string, ApiValue> = { ...node.inputs };
    if (Object.hasOwn(inputs, 'filename_prefix')) inputs.filename_prefix = PREFIX;
    for (const { node: holder, input } of pictures) if (holder === id) inputs[input] = PICTURE;
    const { class_type, _meta } = node;
    plain[id] = { class_type, inputs, ...(_meta?.title === undefined ? {} : { _meta: { title: _meta.title } }) };
  }
  return writeJson(plain);
}
