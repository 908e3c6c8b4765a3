import css from './KeyDiamond.module.css';
import type { ParamState } from './param-state.ts';

interface KeyDiamondProps {
  readonly state: ParamState;
  readonly frame: number;
  readonly testId: string;
  readonly onToggle: () => void;
}

/** Empty: constant. Outlined: has keys, none at this frame. Full: a key is here. */
export function KeyDiamond({ state, frame, testId, onToggle }: KeyDiamondProps) {
  const kind = state.keyHere !== null ? 'here' : state.keys.length > 0 ? 'keyed' : 'none';
  const label = {
    none: 'Set a key at the frame in view: the value can then change over time',
    keyed: `Set a key at frame ${frame}`,
    here: `Remove the key at frame ${frame}`,
  }[kind];
  return (
    <button
      type="button"
      className={css.diamond}
      data-kind={kind}
      title={label}
      aria-label={label}
      aria-pressed={kind === 'here'}
      data-testid={testId}
      onClick={onToggle}
    >
      <i />
    </button>
  );
}
