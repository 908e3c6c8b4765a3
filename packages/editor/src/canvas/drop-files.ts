import type { NodeCard, NodeId, XY } from '@epoch/graph-runtime/model';
import { addNode, bringWorkflow, importGraph, notify, openStill, setParam, uploadAsset } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { newId } from '../store/ids.ts';
import { workflowParam } from '../store/workflow-edits.ts';
import { kindOf } from './file-kind.ts';

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

/**
 * Pictures and sounds become source nodes where they were let go, workflows of ComfyUI become boxes (or go into the box
 * they were let go on), a graph file and a still of a film are opened. @unit at: px at zoom 1
 */
export async function dropFiles(files: readonly File[], at: XY, onBox: NodeId | null = null): Promise<void> {
  let place = at;
  for (const file of files) {
    const kind = await kindOf(file);
    switch (kind) {
      case 'graph':
        await importGraph(file);
        return;
      case 'still':
        await dropStill(file, place);
        return;
      case 'workflow':
        await dropWorkflow(file, place, onBox);
        break;
      case 'image':
      case 'audio':
        await dropAsset(file, kind, place);
        break;
      case 'other':
        refuse(file);
        continue;
    }
    place = { x: place.x + STEP_PX, y: place.y + STEP_PX };
  }
}

/** A still that cannot be opened is still a picture. */
async function dropStill(file: File, at: XY): Promise<void> {
  if (!(await openStill(file))) await dropAsset(file, 'image', at);
}

/** A picture with a workflow in it may have been meant as a picture, so that is offered too. */
async function dropWorkflow(file: File, at: XY, onBox: NodeId | null): Promise<void> {
  const { catalogue, graph } = editor.getState();
  const card = catalogue.cards[graph.document?.nodes[onBox ?? '']?.type ?? ''];
  const takes = onBox !== null && card !== undefined && workflowParam(card) !== null;
  const node = await bringWorkflow(file, takes ? { node: onBox } : { at });
  if (!file.type.startsWith('image/')) return;
  const run = () => void dropAsset(file, 'image', at);
  if (node === null) run();
  else notify('info', `"${file.name}" carries a ComfyUI workflow.`, { label: 'Use it as a picture', run });
}

async function dropAsset(file: File, kind: 'image' | 'audio', at: XY): Promise<void> {
  const source = sourceFor(Object.values(editor.getState().catalogue.cards), kind);
  if (source === null) {
    refuse(file);
    return;
  }
  const asset = await uploadAsset(file);
  if (asset === null) return;
  const gesture = newId('drop');
  const node = addNode(source.type, at, gesture);
  if (node !== null) setParam(node, source.param, asset.name, gesture);
}

function refuse(file: File): void {
  notify('warning', `"${file.name}" is neither a picture, a sound, a graph nor a workflow that a node could take.`);
}
