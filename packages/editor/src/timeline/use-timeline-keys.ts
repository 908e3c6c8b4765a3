import type { KeyboardEvent } from 'react';
import { isTyping } from '../keys/is-typing.ts';
import { setPlayhead } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { frameInView } from '../store/selectors.ts';
import { newGesture } from '../ui/gesture.ts';
import { storeKeys, tellOfPast } from './edit-keys.ts';
import { type CopiedKey, copyKeys, nextKeyFrame, pasteKeys, shiftKeys, withoutKeys } from './key-sets.ts';
import { type KeyPlace, type KeySelection, NOTHING_SELECTED } from './lane-types.ts';
import type { ParamLane } from './lanes.ts';

/** Kept while the page lives; keys go back into lanes of the same name only. */
let copied: readonly CopiedKey[] = [];
const STEPS: Readonly<Record<string, readonly [frames: number, value: -1 | 0 | 1]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

interface TimelineKeys {
  readonly lanes: readonly ParamLane[];
  readonly selection: KeySelection;
  readonly onSelect: (selection: KeySelection) => void;
  readonly onFit: (frames: readonly number[]) => void;
}

/**
 * Keys of the keyboard inside the timeline: what is selected is nudged, copied, pasted at the playhead, duplicated and
 * removed; with nothing selected the arrows walk from key to key. Nothing of it reaches the canvas.
 */
export function timelineKeys({ lanes, selection, onSelect, onFit }: TimelineKeys) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (takesKeys(event.target)) return;
    const command = commandOf(event);
    const chosen = chosenFor(event.target, selection);
    const shift = (frames: number, value: number) => {
      storeKeys(shiftKeys(lanes, chosen, { frames, value }), `nudge-${chosen.length}-${newGesture('keys')}`);
      const lowest = Math.min(...chosen.map(({ frame }) => frame));
      const moved = Math.max(-lowest, frames);
      onSelect({ keys: chosen.map((place) => ({ ...place, frame: place.frame + moved })), open: false });
      tellOfPast(lowest);
    };
    const put = (entries: readonly CopiedKey[], at: number) => {
      storeKeys(pasteKeys(lanes, entries, at));
      onSelect({ keys: entries.map(({ lane, key }) => ({ lane, frame: key.frame + at })), open: false });
      tellOfPast(at);
    };
    const step = STEPS[event.key];
    if (command === 'mod+a') onSelect({ keys: allKeys(lanes), open: false });
    else if (command === 'mod+v' && copied.length > 0) put(copied, frameInView(editor.getState()));
    else if (command === 'f') onFit(chosen.map(({ frame }) => frame));
    else if (command === 'escape' && chosen.length > 0) onSelect(NOTHING_SELECTED);
    else if (chosen.length === 0) {
      const next = step === undefined || step[0] === 0 ? null : nextKeyFrame(lanes, view(), step[0] < 0 ? -1 : 1);
      if (next === null) return;
      setPlayhead(next);
    } else if (command === 'delete' || command === 'backspace') {
      storeKeys(withoutKeys(lanes, chosen));
      onSelect(NOTHING_SELECTED);
      tellOfPast(Math.min(...chosen.map(({ frame }) => frame)));
    } else if (command === 'mod+c' || command === 'mod+x') {
      copied = copyKeys(lanes, chosen);
      if (command === 'mod+x') storeKeys(withoutKeys(lanes, chosen));
    } else if (command === 'mod+d') put(copyKeys(lanes, chosen), duplicateAt(chosen));
    else if (command === 'enter') onSelect({ keys: chosen, open: true });
    else if (step !== undefined && event.altKey) {
      const next = nextKeyFrame(lanes, view(), step[0] < 0 ? -1 : 1);
      if (next !== null) setPlayhead(next);
    } else if (step !== undefined) {
      const [frames, up] = step;
      const times = event.shiftKey ? 10 : 1;
      shift(frames * times, up * times * stepOfLane(lanes, chosen));
    } else return;
    // The canvas listens for the same keys and would remove or move the selected nodes.
    event.stopPropagation();
    event.preventDefault();
  };
}

/** The selection, unless the focus is on a key outside it: then that key alone is meant. */
function chosenFor(target: EventTarget, { keys }: KeySelection): readonly KeyPlace[] {
  const own = target instanceof HTMLElement ? target.dataset.key : undefined;
  if (own === undefined || keys.some(({ lane, frame }) => `${lane}@${frame}` === own)) return keys;
  const [lane = '', frame] = own.split('@');
  return [{ lane, frame: Number(frame) }];
}

const view = () => frameInView(editor.getState());

function allKeys(lanes: readonly ParamLane[]): readonly KeyPlace[] {
  return lanes.flatMap((lane) => lane.keys.map(({ frame }) => ({ lane: lane.id, frame })));
}

/** A duplicate stands right behind what it is made from, as long again as that is. */
function duplicateAt(chosen: readonly KeyPlace[]): number {
  const frames = chosen.map(({ frame }) => frame);
  const [first, last] = [Math.min(...frames), Math.max(...frames)];
  return last + Math.max(12, Math.round((last - first) / Math.max(1, frames.length - 1)));
}

function stepOfLane(lanes: readonly ParamLane[], chosen: readonly KeyPlace[]): number {
  const spec = lanes.find(({ id }) => id === chosen.at(-1)?.lane)?.spec;
  if (spec?.kind === 'integer') return spec.step ?? 1;
  return spec?.kind === 'number' ? (spec.step ?? 0.01) : 0;
}

function commandOf(event: KeyboardEvent): string {
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.key.toLowerCase()}`;
}

/** Number fields take arrows and Delete for themselves, typing or not. */
function takesKeys(target: EventTarget | null): boolean {
  return isTyping(target) || (target instanceof HTMLElement && target.role === 'spinbutton');
}
