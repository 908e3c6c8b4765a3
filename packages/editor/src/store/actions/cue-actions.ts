import type { NodeId } from '@epoch/graph-runtime/model';
import { type CueFit, type CueRecord, http } from '@epoch/graph-runtime/protocol';
import { call, download, upload } from '../../api/http-client.ts';
import { editor, setRun } from '../editor-store.ts';
import { notify } from '../notices.ts';
import { withCueReply, withCues } from '../run-slice.ts';
import { guarded } from './guarded.ts';

export interface Teleport {
  readonly node: NodeId;
  readonly file?: File;
  /** Name in the asset store. */
  readonly asset?: string;
  /** Next frame when absent. */
  readonly frame?: number;
  readonly dissolveFrames?: number;
  readonly fit?: CueFit;
  /** Letter or digit that fires it while it is held. */
  readonly key?: string;
  /** Waits to be fired instead of acting by itself. */
  readonly hold?: boolean;
}

export interface SentTeleport {
  readonly cue: CueRecord;
  /** The frame that starts from the picture; null while it is held. */
  readonly actsAt: number | null;
}

/** What can be changed of a cue that no frame has taken yet. */
export interface CueChange {
  readonly frame?: number | null;
  readonly dissolveFrames?: number;
  readonly fit?: CueFit;
  readonly key?: string | null;
  readonly state?: 'held' | 'armed';
}

/** Queues a picture for a node: for the next frame, for a later one, or held until it is fired. */
export async function teleport(wanted: Teleport): Promise<SentTeleport | null> {
  const productionId = editor.getState().run.currentId;
  if (productionId === null) {
    notify('info', 'Start a production first: a teleport changes a running film.');
    return null;
  }
  const answer = await guarded(async () => {
    return http.teleportReply.parse(await upload(http.TELEPORT_URL, { productionId }, formOf(wanted)));
  });
  if (answer === null) return null;
  setRun((run) => withCueReply(run, productionId, answer.cue));
  return answer;
}

function formOf({ node, file, asset, frame, dissolveFrames, fit, key, hold }: Teleport): FormData {
  const form = new FormData();
  form.set('node', node);
  if (frame !== undefined) form.set('frame', String(frame));
  if (dissolveFrames !== undefined) form.set('dissolveFrames', String(dissolveFrames));
  if (fit !== undefined) form.set('fit', fit);
  if (key !== undefined) form.set('key', key);
  if (hold === true) form.set('hold', 'true');
  if (asset !== undefined) form.set('asset', asset);
  // The file comes last, so that the server knows the fields when the bytes begin.
  if (file !== undefined) form.set('image', file, file.name);
  return form;
}

/** Changes a cue that waits. The answer tells which frame will take it; null when it was refused. */
export async function changeCue(cueId: string, change: CueChange): Promise<SentTeleport | null> {
  const productionId = editor.getState().run.currentId;
  if (productionId === null) return null;
  const answer = await guarded(() => call(http.patchCue, { params: { productionId, cueId }, body: change }));
  if (answer === null) return null;
  // The frame that takes it may have been told before this reply: an event that says "done" stays.
  setRun((run) => {
    const known = run.cues.find(({ id }) => id === cueId);
    return run.currentId !== productionId || known?.state === 'done' ? run : withCues(run, [answer.cue]);
  });
  return answer;
}

/** A held cue acts now: the frame being drawn is finished, the next one starts from its picture. */
export async function fireCue(cue: CueRecord): Promise<void> {
  const sent = await changeCue(cue.id, { state: 'armed', frame: null });
  if (sent === null || sent.actsAt === null) return;
  notify('success', `Fired: frame ${sent.actsAt} starts from the picture.`);
}

/** Puts waiting cues into this order; they change places at once, and back when the server refuses. */
export async function orderCues(ids: readonly string[]): Promise<void> {
  const { currentId: productionId, cues: before } = editor.getState().run;
  if (productionId === null) return;
  const orders = ids.flatMap((id) => before.find((cue) => cue.id === id)?.order ?? []).sort((a, b) => a - b);
  const moved = before.flatMap((cue) => {
    const order = orders[ids.indexOf(cue.id)];
    return order === undefined ? [] : [{ ...cue, order }];
  });
  setRun((run) => withCues(run, moved));
  const answer = await guarded(() => call(http.orderCues, { params: { productionId }, body: { ids: [...ids] } }));
  const told = answer?.cues ?? before.filter(({ id }) => ids.includes(id));
  setRun((run) => {
    const taken = new Set(run.cues.filter(({ state }) => state === 'done').map(({ id }) => id));
    return run.currentId === productionId
      ? withCues(
          run,
          told.filter(({ id }) => !taken.has(id)),
        )
      : run;
  });
}

/** Takes a cue back that no frame has taken. Its picture is kept here for the way back. */
export async function cancelCue(cueId: string): Promise<boolean> {
  const { currentId: productionId, cues } = editor.getState().run;
  const cue = cues.find(({ id }) => id === cueId);
  if (productionId === null) return false;
  // Asked for before the server forgets it; whether it came matters only to whoever wants it back.
  const picture = cue === undefined ? null : download(cue.image).catch(() => null);
  const answer = await guarded(() => call(http.cancelCue, { params: { productionId, cueId } }));
  if (answer === null) return false;
  setRun((run) => ({ ...run, cues: run.cues.filter(({ id }) => id !== cueId) }));
  const undo = cue === undefined || picture === null ? null : () => void queueAgain(cue, picture, waiting(cues));
  notify('info', 'The teleport is cancelled.', undo === null ? null : { label: 'Undo', run: undo });
  return true;
}

async function queueAgain(cue: CueRecord, coming: Promise<Blob | null>, orderBefore: readonly string[]): Promise<void> {
  const picture = await coming;
  if (picture === null) {
    notify('warning', 'Its picture could not be kept. Choose it again.');
    return;
  }
  const sent = await teleport({
    ...{ node: cue.node, dissolveFrames: cue.dissolveFrames, hold: cue.state === 'held' },
    ...(cue.fit === null ? {} : { fit: cue.fit }),
    ...(cue.frame === null ? {} : { frame: cue.frame }),
    ...(cue.key === null ? {} : { key: cue.key }),
    file: new File([picture], 'picture.png', { type: picture.type }),
  });
  if (sent === null) return;
  const still = new Set(waiting(editor.getState().run.cues));
  const ids = orderBefore.map((id) => (id === cue.id ? sent.cue.id : id)).filter((id) => still.has(id));
  if (ids.length > 1) await orderCues(ids);
}

function waiting(cues: readonly CueRecord[]): readonly string[] {
  return [...cues]
    .filter(({ state }) => state !== 'done')
    .sort((a, b) => a.order - b.order)
    .map(({ id }) => id);
}
