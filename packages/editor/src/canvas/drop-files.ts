import type { NodeCard, XY } from '@epoch/graph-runtime/model';
import { addNode, importGraph, notify, setParam, uploadAsset } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { newId } from '../store/ids.ts';

/** Distance between the boxes of several files let go at once. @unit px at zoom 1 */
const STEP_PX = 36;

/** The node that shows a file of this kind: the first source with a param for such an asset. */
export function sourceFor(
  cards: readonly NodeCard[],
  accept: 'image' | 'audio',
): { type: string; param: string } | null {
  for (const card of cards) {
    if (card.category !== 'source') continue;
    const param = Object.entries(card.params).find(([, spec]) => spec.kind === 'asset' && spec.accept === accept);
    if (param !== undefined) return { type: card.type, param: param[0] };
  }
  return null;
}

/** Pictures and sounds become source nodes where they were let go; a graph file is opened. @unit at: px at zoom 1 */
export async function dropFiles(files: readonly File[], at: XY): Promise<void> {
  let place = at;
  for (const file of files) {
    if (file.name.endsWith('.json')) {
      await importGraph(file);
      return;
    }
    const kind = file.type.startsWith('audio/') ? 'audio' : 'image';
    const source = sourceFor(Object.values(editor.getState().catalogue.cards), kind);
    if (source === null || !/^(image|audio)\//.test(file.type)) {
      notify('warning', `"${file.name}" is neither a picture, a sound nor a graph that a node could take.`);
      continue;
    }
    const asset = await uploadAsset(file);
    if (asset === null) continue;
    const gesture = newId('drop');
    const node = addNode(source.type, place, gesture);
    if (node !== null) setParam(node, source.param, asset.name, gesture);
    place = { x: place.x + STEP_PX, y: place.y + STEP_PX };
  }
}
