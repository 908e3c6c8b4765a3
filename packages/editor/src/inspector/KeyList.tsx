import type { ParamSpec } from '@epoch/graph-runtime/model';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useState } from 'react';
import { removeKey, setPlayhead } from '../store/actions.ts';
import { counted } from '../transport/format.ts';
import css from './KeyList.module.css';
import { neighbourKey } from './key-edits.ts';
import type { ParamState } from './param-state.ts';

interface KeyListProps {
  readonly node: string;
  readonly param: string;
  readonly spec: ParamSpec;
  readonly state: ParamState;
  readonly frame: number;
}

const SHOWN = 8;

/** The keys of a param: step from one to the next, look at one, take one away. */
export function KeyList({ node, param, state, frame }: KeyListProps) {
  const [open, setOpen] = useState(false);
  const { keys } = state;
  const before = neighbourKey(keys, frame, -1);
  const after = neighbourKey(keys, frame, 1);
  // Around the frame in view; the timeline shows them all.
  const here = Math.max(
    0,
    keys.findLastIndex((key) => key.frame <= frame),
  );
  const first = Math.max(0, Math.min(here - SHOWN / 2, keys.length - SHOWN));
  const shown = keys.slice(first, first + SHOWN);
  return (
    <div className={css.keys} data-testid={`keys-${param}`}>
      <div className={css.head}>
        <button type="button" disabled={before === null} title="To the key before" onClick={() => go(before)}>
          <ChevronLeft size={12} strokeWidth={1.7} />
        </button>
        <button
          type="button"
          className={css.count}
          aria-expanded={open}
          title={open ? 'Fold the keys' : 'Show the keys'}
          data-testid={`keys-count-${param}`}
          onClick={() => setOpen(!open)}
        >
          {counted(keys.length, 'key')}
          {after === null ? '' : `, next at ${after.frame}`}
        </button>
        <button type="button" disabled={after === null} title="To the next key" onClick={() => go(after)}>
          <ChevronRight size={12} strokeWidth={1.7} />
        </button>
      </div>
      {open && (
        <ul>
          {shown.map((key) => (
            <li key={key.frame} data-here={key.frame === frame || undefined}>
              <button
                type="button"
                className={css.key}
                title="Look at this frame"
                onClick={() => setPlayhead(key.frame)}
              >
                <b>{key.frame}</b>
                <span>{valueText(key.value)}</span>
              </button>
              <button
                type="button"
                className={css.remove}
                title="Remove this key"
                onClick={() => removeKey(node, param, key.frame)}
              >
                <X size={12} strokeWidth={1.7} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function go(key: { readonly frame: number } | null): void {
  if (key !== null) setPlayhead(key.frame);
}

function valueText(value: number | boolean | string): string {
  if (typeof value === 'number') return String(Math.round(value * 10_000) / 10_000);
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : value;
}
