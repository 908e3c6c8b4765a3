import css from './DropZones.module.css';
import type { DropZone } from './use-picture-drop.ts';

interface DropZonesProps {
  /** The place under the hand. */
  readonly zone: DropZone;
  /** null: the graph has no node for the picture. */
  readonly target: string | null;
  readonly nextFrame: number;
}

/** Places of the monitor where a picture can be let go. */
export function DropZones({ zone, target, nextFrame }: DropZonesProps) {
  if (target === null) return <p className={css.none}>No Teleport in this graph</p>;
  return (
    <div className={css.zones} aria-hidden>
      <p data-on={zone === 'now' || undefined}>
        <b>Teleport now</b>
        frame {nextFrame} starts here
      </p>
      <div>
        <p data-on={zone === 'choose' || undefined}>
          <b>At a frame</b>
          choose when and how
        </p>
        <p data-on={zone === 'hold' || undefined}>
          <b>Hold</b>
          in the queue, to be fired
        </p>
      </div>
    </div>
  );
}
