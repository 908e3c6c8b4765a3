import type { Keyframe } from '@epoch/graph-runtime/model';
import { Popover } from '@mantine/core';
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react';
import { moveKey } from '../inspector/key-edits.ts';
import { removeKey, setParam } from '../store/actions.ts';
import { KeyEditor } from './KeyEditor.tsx';
import css from './KeyHandle.module.css';
import type { ParamLane } from './lanes.ts';
import { useKeyDrag } from './use-key-drag.ts';

export interface KeyHandleProps {
  readonly lane: ParamLane;
  readonly keyframe: Keyframe;
  readonly lengthFrames: number;
  /** Frame of the selected key of this lane; null when it is another lane's. */
  readonly selectedFrame: number | null;
  readonly open: boolean;
  readonly onSelect: (frame: number) => void;
  readonly onOpen: (open: boolean) => void;
  readonly className: string | undefined;
  readonly style: CSSProperties;
  readonly children?: ReactNode;
}

/** A key on a lane: drag moves it, click opens it, arrows nudge it, Delete takes it away. */
export function KeyHandle(props: KeyHandleProps) {
  const { lane, keyframe, lengthFrames, selectedFrame, open, onSelect, onOpen, className, style, children } = props;
  const drag = useKeyDrag(lane, lengthFrames, keyframe.frame, onSelect, () => onOpen(true));
  const selected = selectedFrame === keyframe.frame;

  const onKeyDown = (event: KeyboardEvent) => {
    const nudge = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') removeKey(lane.node, lane.param, keyframe.frame);
    else if (event.key === 'Enter') onOpen(true);
    else if (nudge !== undefined) {
      const frame = Math.max(0, keyframe.frame + nudge * (event.shiftKey ? 10 : 1));
      setParam(lane.node, lane.param, { keys: moveKey(lane.keys, keyframe.frame, frame) });
      onSelect(frame);
    } else return;
    // The canvas listens for the same keys and would remove the selected node.
    event.stopPropagation();
    event.preventDefault();
  };

  const label = `${lane.label} at frame ${keyframe.frame}: ${keyframe.value}`;
  return (
    <Popover opened={open && selected} onChange={onOpen} position="top" withArrow offset={8} trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={className}
          style={style}
          data-selected={selected || undefined}
          aria-label={label}
          title={children === undefined ? label : undefined}
          onKeyDown={onKeyDown}
          {...drag}
        >
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={css.dropdown}>
        <KeyEditor lane={lane} keyframe={keyframe} onMoved={onSelect} onClose={() => onOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
