/** Which key of the timeline is selected, and whether its editor is open. */
export interface KeySelection {
  readonly lane: string;
  readonly frame: number;
  readonly open: boolean;
}

export interface LaneSelection {
  readonly selection: KeySelection | null;
  readonly onSelect: (selection: KeySelection | null) => void;
}
