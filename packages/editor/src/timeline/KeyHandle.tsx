import type { Keyframe } from '@epoch/graph-runtime/model';
import { Popover } from '@mantine/core';
import type { CSSProperties, PointerEvent, ReactNode } from 'react';
import type { CurveRange } from './curve-path.ts';
import { KeyEditor } from './KeyEditor.tsx';
import css from './KeyHandle.module.css';
import type { KeyPlace, KeySelection } from './lane-types.ts';
import type { ParamLane } from './lanes.ts';
import { useKeyDrag } from './use-key-drag.ts';

export interface KeyHandleProps {
  readonly lane: ParamLane;
  /** All lanes: selected keys of others are moved along. */
  readonly lanes: readonly ParamLane[];
  readonly keyframe: Keyframe;
  readonly lengthFrames: number;
  readonly range: CurveRange;
  readonly selection: KeySelection;
  readonly onSelect: (selection: KeySelection) => void;
  readonly onHold: (held: boolean) => void;
  readonly className: string | undefined;
  readonly style: CSSProperties;
  readonly children?: ReactNode;
}

/** A key on a lane: drag moves it with all that is selected, a click opens it, Shift adds it to the selection. */
export function KeyHandle(props: KeyHandleProps) {
  const { lane, lanes, keyframe, lengthFrames, range, selection, onSelect, onHold, className, style, children } = props;
  const place: KeyPlace = { lane: lane.id, frame: keyframe.frame };
  const isHere = (other: KeyPlace) => other.lane === place.lane && other.frame === place.frame;
  const selected = selection.keys.some(isHere);
  const chosenAt = (event: PointerEvent<HTMLElement>): readonly KeyPlace[] => {
    const others = selection.keys.filter((other) => !isHere(other));
    if (event.shiftKey || event.ctrlKey || event.metaKey) return [...others, place];
    return selected ? [...others, place] : [place];
  };
  const drag = useKeyDrag({
    ...{ lane, lanes, lengthFrames, range, chosenAt, onHold },
    frame: keyframe.frame,
    onSelect: (keys, open) => onSelect({ keys, open }),
  });
  const last = selection.keys.at(-1);
  const label = `${lane.label} at frame ${keyframe.frame}: ${keyframe.value}`;
  return (
    <Popover
      opened={selection.open && last !== undefined && isHere(last)}
      onChange={(open) => onSelect({ ...selection, open })}
      position="top"
      withArrow
      offset={8}
      trapFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={className}
          style={style}
          data-selected={selected || undefined}
          data-key={`${lane.id}@${keyframe.frame}`}
          aria-label={label}
          title={children === undefined ? label : undefined}
          onFocus={() => {
            if (!selected) onSelect({ keys: [place], open: false });
          }}
          {...drag}
        >
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={css.dropdown}>
        <KeyEditor
          lane={lane}
          keyframe={keyframe}
          onMoved={(frame) => onSelect({ keys: [{ lane: lane.id, frame }], open: true })}
          onClose={() => onSelect({ ...selection, open: false })}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
