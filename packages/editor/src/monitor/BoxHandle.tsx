import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { newGesture } from '../ui/gesture.ts';
import css from './KenBurnsBoxes.module.css';
import { type Box, type BoxName, type BoxPair, type Corner, moved, resized } from './ken-burns.ts';

interface BoxHandleProps {
  readonly name: BoxName;
  readonly box: Box;
  readonly limits: BoxPair['limits'];
  readonly onChange: (box: Box, gesture: string) => void;
}

interface Drag {
  readonly from: Box;
  readonly corner: Corner | null;
  readonly x: number;
  readonly y: number;
  readonly gesture: string;
}

const CORNERS: readonly Corner[] = ['nw', 'ne', 'sw', 'se'];
const WORDS = { A: 'A, start', B: 'B, end' } as const;
/** One press of an arrow key. @unit share of the picture */
const STEP = 0.01;

/** One box over the picture: drag it, pull its corners, or use the arrow keys (with Shift they make it wider or narrower). */
export function BoxHandle({ name, box, limits, onChange }: BoxHandleProps) {
  const drag = useRef<Drag | null>(null);
  const visit = useRef('');

  const press = (corner: Corner | null) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: box, corner, x: event.clientX, y: event.clientY, gesture: newGesture('box') };
  };
  const pull = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current;
    const picture = event.currentTarget.closest('[data-box]')?.parentElement?.getBoundingClientRect();
    if (held === null || picture === undefined || picture.width === 0 || picture.height === 0) return;
    event.stopPropagation();
    const dx = (event.clientX - held.x) / picture.width;
    const dy = (event.clientY - held.y) / picture.height;
    const next = held.corner === null ? moved(held.from, dx, dy) : resized(held.from, held.corner, dx, dy, limits);
    onChange(next, held.gesture);
  };
  const release = () => {
    drag.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const x = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key] ?? 0;
    const y = { ArrowUp: -STEP, ArrowDown: STEP }[event.key] ?? 0;
    if (x === 0 && y === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(event.shiftKey ? resized(box, 'se', x - y, x - y, limits) : moved(box, x, y), visit.current);
  };
  const { x, y, width } = box;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be dragged about
    <div
      className={css.box}
      data-box={name}
      data-testid={`box-${name}`}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move it
      tabIndex={0}
      aria-label={`Box ${WORDS[name]}`}
      style={{ left: `${x * 100}%`, top: `${y * 100}%`, width: `${width * 100}%`, height: `${width * 100}%` }}
      onFocus={() => {
        visit.current = newGesture('box-keys');
      }}
      onKeyDown={onKeyDown}
      onPointerDown={press(null)}
      onPointerMove={pull}
      onPointerUp={release}
      onPointerCancel={release}
    >
      <b>{WORDS[name]}</b>
      {CORNERS.map((corner) => (
        <i
          key={corner}
          data-corner={corner}
          data-testid={`box-${name}-${corner}`}
          onPointerDown={press(corner)}
          onPointerMove={pull}
          onPointerUp={release}
        />
      ))}
    </div>
  );
}
