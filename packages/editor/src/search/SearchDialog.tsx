import { Modal } from '@mantine/core';
import { Film, LayoutTemplate, Search, SquareTerminal, Workflow } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { openDialog } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { keyCaps } from '../ui/key-caps.ts';
import { NodeIcon } from '../ui/NodeIcon.tsx';
import { ranked, type SearchItem } from './match.ts';
import css from './SearchDialog.module.css';
import { searchItems } from './search-items.ts';

const LIMIT = 40;
const ICONS = { Commands: SquareTerminal, Graphs: Workflow, Templates: LayoutTemplate, Productions: Film } as const;

/** Before the next key press: what is typed right after Ctrl+K belongs here. */
const focusAtOnce = (input: HTMLInputElement | null) => input?.focus();

/** One field for everything: commands, nodes to add, nodes on the canvas, graphs, templates, productions. */
export function SearchDialog() {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  // What can be done is read once: the list must not change under the hand while a film runs.
  const items = useMemo(() => searchItems(editor.getState()), []);
  const found = useMemo(() => ranked(items, query, LIMIT), [items, query]);

  useEffect(() => {
    list.current?.querySelector('[data-at]')?.scrollIntoView({ block: 'nearest' });
  });

  const close = () => openDialog(null);
  const run = (item: SearchItem | undefined) => {
    if (item === undefined) return;
    close();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') run(found[at]);
    else if (step !== undefined) setAt((at + step + found.length) % Math.max(1, found.length));
    else return;
    event.preventDefault();
  };

  return (
    <Modal opened onClose={close} withCloseButton={false} centered={false} yOffset="12vh" size={560} padding={0}>
      <label className={css.find}>
        <Search size={16} strokeWidth={1.7} aria-hidden />
        <input
          ref={focusAtOnce}
          data-autofocus
          data-testid="search-input"
          aria-label="Search or run"
          placeholder="Add a node, run a command, open a graph"
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <div ref={list} className={css.list} role="listbox" aria-label="Found">
        {found.map((item, index) => (
          <div key={item.id}>
            {item.group !== found[index - 1]?.group && <h4>{item.group}</h4>}
            <button
              type="button"
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              data-at={index === at || undefined}
              data-testid={`search-${item.id}`}
              onPointerMove={() => index !== at && setAt(index)}
              onClick={() => run(item)}
            >
              <ItemIcon item={item} />
              <span>{item.label}</span>
              <em>{item.detail}</em>
              {item.keys !== undefined && <kbd>{keyCaps(item.keys)}</kbd>}
            </button>
          </div>
        ))}
        {found.length === 0 && <p>Nothing is called that. Try a word of what it does, such as zoom or text.</p>}
      </div>
    </Modal>
  );
}

function ItemIcon({ item }: { readonly item: SearchItem }) {
  if (item.group === 'Add a node' || item.group === 'On the canvas') return <NodeIcon path={item.icon} />;
  const Icon = ICONS[item.group];
  return <Icon size={14} strokeWidth={1.7} aria-hidden />;
}
