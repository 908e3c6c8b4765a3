import { CornerDownRight, GitBranchPlus, Star } from 'lucide-react';
import { askForTake, bringToFront, openDialog, openTake, promoteTake } from '../store/actions.ts';
import { counted } from '../transport/format.ts';
import { transportOf } from '../transport/transport-state.ts';
import { Button } from '../ui/Button.tsx';
import { cssVars } from '../ui/css-vars.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Pill } from '../ui/Pill.tsx';
import css from './TakesDialog.module.css';
import type { TakeLine } from './take-tree.ts';

interface TakeRowProps {
  readonly line: TakeLine;
  /** The longest film of the tree, which fills the bar. @unit frames */
  readonly longest: number;
  readonly current: boolean;
  readonly compared: 'A' | 'B' | null;
  /** null: there is nothing to compare with. */
  readonly onCompare: ((side: 'A' | 'B') => void) | null;
}

const SIDES = ['A', 'B'] as const;

/** One take: its name and state, which frames are its own, and what can be done with it. */
export function TakeRow({ line, longest, current, compared, onCompare }: TakeRowProps) {
  const { production, depth, sharedFrames } = line;
  const { id, name, framesDone, promoted, state } = production;
  const { pill } = transportOf(state);
  const open = async () => {
    await openTake(id);
    openDialog(null);
  };
  const branch = () => {
    bringToFront(id);
    askForTake(framesDone);
  };
  const bar = cssVars({ '--shared': Math.min(sharedFrames, framesDone) / longest, '--done': framesDone / longest });
  return (
    <li className={css.take} data-current={current || undefined} data-testid={`take-${id}`}>
      <div className={css.name} style={cssVars({ '--depth': depth })}>
        {depth > 0 && <CornerDownRight size={14} strokeWidth={1.7} aria-hidden />}
        <b title={name}>{name}</b>
        {pill !== null && (
          <Pill tone={pill.tone} dot>
            {pill.label}
          </Pill>
        )}
      </div>
      <div className={css.range}>
        <i style={bar} aria-hidden />
        <span title={sharedWords(sharedFrames)}>{rangeWords(sharedFrames, framesDone)}</span>
      </div>
      <div className={css.sides}>
        {onCompare !== null &&
          SIDES.map((side) => (
            <button
              key={side}
              type="button"
              aria-pressed={compared === side}
              aria-label={`Compare ${name} as ${side}`}
              title={`Compare as ${side}`}
              data-testid={`compare-${id}-${side}`}
              onClick={() => onCompare(side)}
            >
              {side}
            </button>
          ))}
      </div>
      <IconButton
        icon={Star}
        label={promoted ? 'This take counts' : 'Let this take count'}
        active={promoted}
        testId={`promote-${id}`}
        onClick={() => {
          if (!promoted) void promoteTake(id);
        }}
      />
      <IconButton icon={GitBranchPlus} label="New take from its end" testId={`branch-${id}`} onClick={branch} />
      <Button testId={`open-${id}`} onClick={() => void open()}>
        Open with its graph
      </Button>
    </li>
  );
}

/** `own: 40 to 119`, `120 frames`. */
function rangeWords(shared: number, done: number): string {
  if (shared === 0) return counted(done, 'frame');
  if (done <= shared) return `${counted(done, 'frame')}, all shared`;
  return `own: ${shared} to ${done - 1}`;
}

function sharedWords(shared: number): string | undefined {
  return shared === 0 ? undefined : `Frames 0 to ${shared - 1} are those of the film it comes from.`;
}
