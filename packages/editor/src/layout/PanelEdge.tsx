import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { setPanel } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import type { PanelName } from '../store/state.ts';
import { PANEL_LIMITS } from '../store/view-slice.ts';
import styles from './PanelEdge.module.css';

interface PanelEdgeProps {
  readonly panel: PanelName;
  /** Side of the panel that this edge is. */
  readonly side: 'left' | 'right' | 'top' | 'bottom';
  readonly title: string;
  /** Folds only: the panel's content knows its own size. */
  readonly fixed?: boolean;
}

const STEP_PX = 16;
const FOLD_ICON = { left: ChevronRight, right: ChevronLeft, top: ChevronDown, bottom: ChevronUp };
const UNFOLD_ICON = { left: ChevronLeft, right: ChevronRight, top: ChevronUp, bottom: ChevronDown };

/** The edge of a panel: drag it to resize, click its little tab to fold the panel away and back. */
export function PanelEdge({ panel, side, title, fixed = false }: PanelEdgeProps) {
  const { open, size } = useEditor(({ view }) => view.panels[panel]);
  const start = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const along = (event: PointerEvent) =>
    side === 'top' ? -event.clientY : side === 'left' ? -event.clientX : event.clientX;
  const toggle = () => setPanel(panel, { open: !open });
  const Icon = open ? FOLD_ICON[side] : UNFOLD_ICON[side];

  const onKeyDown = (event: KeyboardEvent) => {
    const grow = side === 'top' ? 'ArrowUp' : side === 'left' ? 'ArrowLeft' : 'ArrowRight';
    const shrink = side === 'top' ? 'ArrowDown' : side === 'left' ? 'ArrowRight' : 'ArrowLeft';
    if (event.key !== grow && event.key !== shrink) return;
    event.preventDefault();
    event.stopPropagation();
    setPanel(panel, { size: size + (event.key === grow ? STEP_PX : -STEP_PX) });
  };

  return (
    <div className={styles.edge} data-side={side} data-open={open ? '' : undefined}>
      {open && !fixed ? (
        // biome-ignore lint/a11y/useSemanticElements: a rule is not something a person can drag
        <div
          className={styles.grip}
          role="separator"
          tabIndex={0}
          aria-label={`Size of the ${title}`}
          aria-valuenow={size}
          aria-valuemin={PANEL_LIMITS[panel].min}
          aria-valuemax={PANEL_LIMITS[panel].max}
          aria-orientation={side === 'top' ? 'horizontal' : 'vertical'}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            start.current = { at: along(event), size };
          }}
          onPointerMove={(event) => {
            if (start.current !== null) setPanel(panel, { size: start.current.size + along(event) - start.current.at });
          }}
          onPointerUp={() => {
            start.current = null;
          }}
          onDoubleClick={toggle}
        />
      ) : null}
      <button
        type="button"
        className={styles.tab}
        aria-label={`${open ? 'Fold' : 'Show'} the ${title}`}
        onClick={toggle}
      >
        <Icon size={10} strokeWidth={2} />
      </button>
    </div>
  );
}
