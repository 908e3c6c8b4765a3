import { type GraphNode, isKeyframed, isScheduled, type ParamSpec } from '@epoch/graph-runtime/model';
import { filmOf } from '@epoch/graph-runtime/schedule';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { notify, setParam } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { frameInView } from '../store/selectors.ts';
import { type MenuItem, PopMenu } from '../ui/PopMenu.tsx';
import { keyFor } from './key-edits.ts';
import css from './ParamMenu.module.css';
import { paramState } from './param-state.ts';
import { asSchedule, scheduleAsKeys } from './schedule-convert.ts';

interface ParamMenuProps {
  readonly node: GraphNode;
  readonly name: string;
  readonly label: string;
  readonly spec: ParamSpec;
}

/** Beside the diamond: whether a value is the same on all frames, goes from key to key, or follows a written schedule. */
export function ParamMenu({ node, name, label, spec }: ParamMenuProps) {
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const input = node.params[name];
  const constant = !isKeyframed(input) && !isScheduled(input);
  const items: MenuItem[] = [];
  if (!constant) items.push({ label: 'The same on all frames', run: () => makeConstant(node, name, spec) });
  if (!isKeyframed(input)) items.push({ label: 'Keys on the timeline', run: () => makeKeys(node, name, spec) });
  if (!isScheduled(input))
    items.push({ label: 'A schedule written as text', run: () => makeSchedule(node, name, spec) });
  return (
    <>
      <button
        type="button"
        className={css.open}
        title="Same on all frames, keys, or a schedule"
        aria-label={`How ${label} changes over time`}
        aria-haspopup="menu"
        data-testid={`param-menu-${name}`}
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          setAt({ x: left, y: bottom + 2 });
        }}
      >
        <ChevronDown size={11} strokeWidth={1.7} />
      </button>
      {at !== null && <PopMenu at={at} items={items} onClose={() => setAt(null)} />}
    </>
  );
}

function valueNow(node: GraphNode, name: string, spec: ParamSpec) {
  const state = editor.getState();
  const { document } = state.graph;
  return document === null ? spec.default : paramState({ document, node, name, spec }, frameInView(state)).value;
}

function makeConstant(node: GraphNode, name: string, spec: ParamSpec): void {
  setParam(node.id, name, valueNow(node, name, spec));
}

/** Exactly the same film where the schedule is made of keys; else one key with the value in view, which is told. */
function makeKeys(node: GraphNode, name: string, spec: ParamSpec): void {
  const state = editor.getState();
  const input = node.params[name];
  if (state.graph.document === null) return;
  const keys = isScheduled(input) ? scheduleAsKeys(input, spec, filmOf(state.graph.document)) : null;
  if (isScheduled(input) && keys === null) {
    notify(
      'info',
      'This schedule has formulas, which keys cannot hold: one key with the value in view was made. Undo brings the schedule back.',
    );
  }
  setParam(node.id, name, { keys: keys ?? [keyFor(frameInView(state), valueNow(node, name, spec))] });
}

function makeSchedule(node: GraphNode, name: string, spec: ParamSpec): void {
  const written = asSchedule(node.params[name], spec);
  if (written === null) {
    notify(
      'warning',
      'A text with back-ticks in it cannot be written as a schedule: there they begin a formula. The keys stay.',
    );
    return;
  }
  setParam(node.id, name, { schedule: written });
}
