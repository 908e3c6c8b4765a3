import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, type Ref, useRef } from 'react';

interface FrameSliderProps {
  readonly label: string;
  readonly testId: string;
  /** The frame under a point; null while there is none. @unit x, width: px from its left edge */
  readonly frameAt: (x: number, width: number) => number | null;
  /** The frame it stands at, which arrow keys step from. */
  readonly frame: number;
  /** Less than 0 while there is no frame to go to. */
  readonly lastFrame: number;
  readonly onFrame: (frame: number) => void;
  readonly onEscape?: () => void;
  readonly onDoubleClick?: () => void;
  readonly className: string | undefined;
  readonly style?: CSSProperties;
  readonly title?: string;
  readonly ref?: Ref<HTMLDivElement>;
  readonly children?: ReactNode;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };
const SHIFT_FRAMES = 10;

/** A strip of frames: press or drag to look at a frame; arrow keys step by one, with Shift by ten. */
export function FrameSlider(props: FrameSliderProps) {
  const { label, testId, frameAt, frame, lastFrame, onFrame, onEscape, children, ...rest } = props;
  const held = useRef(false);
  const scrub = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const at = frameAt(event.clientX - left, width);
    if (at !== null) onFrame(at);
  };
  const letGo = () => {
    held.current = false;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onEscape?.();
    const step = STEPS[event.key];
    if (step === undefined) return;
    // The canvas would move the selected nodes.
    event.preventDefault();
    event.stopPropagation();
    const wanted = frame + step * (event.shiftKey ? SHIFT_FRAMES : 1);
    if (lastFrame >= 0) onFrame(Math.min(lastFrame, Math.max(0, wanted)));
  };
  return (
    <div
      {...rest}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, lastFrame)}
      aria-valuenow={Math.max(0, frame)}
      data-testid={testId}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        held.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        scrub(event);
      }}
      onPointerMove={(event) => held.current && scrub(event)}
      onPointerUp={letGo}
      onPointerCancel={letGo}
    >
      {children}
    </div>
  );
}
