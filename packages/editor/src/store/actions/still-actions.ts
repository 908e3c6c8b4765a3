import { http } from '@epoch/graph-runtime/protocol';
import { upload } from '../../api/http-client.ts';
import { settled } from '../autosave.ts';
import { notify } from '../notices.ts';
import { refreshGraphs, show } from './graph-actions.ts';
import { guarded } from './guarded.ts';
import { setPlayhead } from './view-actions.ts';

/** Opens the graph that a still carries, as a new graph, with the playhead at the frame that the still was. */
export async function openStill(file: File): Promise<boolean> {
  await settled();
  const form = new FormData();
  form.set('file', file, file.name);
  const found = await guarded(async () => http.stillImportReply.parse(await upload(http.STILL_IMPORT_URL, {}, form)));
  if (found === null) return false;
  show(found.graph);
  setPlayhead(found.frame);
  await guarded(refreshGraphs);
  notify('success', `"${found.graph.name}" is the graph that "${file.name}" was made by, at frame ${found.frame}.`);
  return true;
}
