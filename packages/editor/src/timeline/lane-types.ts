/** A key of the timeline: its lane and the frame at which it stands. @unit frames */
export interface KeyPlace {
  readonly lane: string;
  readonly frame: number;
}

/** Which keys are selected, the one a person meant last at the end, and whether its editor is open. */
export interface KeySelection {
  readonly keys: readonly KeyPlace[];
  readonly open: boolean;
}

export const NOTHING_SELECTED: KeySelection = { keys: [], open: false };

export interface LaneSelection {
  readonly selection: KeySelection;
  readonly onSelect: (selection: KeySelection) => void;
}

/** Frames of the selected keys of one lane. */
export function framesIn({ keys }: KeySelection, lane: string): ReadonlySet<number> {
  return new Set(keys.filter((key) => key.lane === lane).map(({ frame }) => frame));
}
