import type { NodeCard } from '@epoch/graph-runtime/model';
import { Search, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { addNode } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { NodeIcon } from '../ui/NodeIcon.tsx';
import { groupCards, matchCards } from './match-cards.ts';
import { beginNodeDrag, endNodeDrag } from './node-drag.ts';
import styles from './Palette.module.css';

/** Every kind of node, to be dragged to the canvas or added with Enter. */
export function Palette() {
  const cards = useEditor(({ catalogue }) => catalogue.cards);
  const loaded = useEditor(({ catalogue }) => catalogue.loaded);
  const canAdd = useEditor(({ graph }) => graph.document !== null);
  const [search, setSearch] = useState('');
  const groups = useMemo(() => groupCards(matchCards(Object.values(cards), search)), [cards, search]);
  const best = search === '' ? undefined : matchCards(Object.values(cards), search)[0];

  return (
    <aside className={styles.palette} aria-label="Nodes">
      <label className={styles.find}>
        <Search size={14} strokeWidth={1.7} />
        <input
          value={search}
          placeholder="Find a node"
          data-testid="palette-search"
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && best !== undefined) addNode(best.type);
            if (event.key === 'Escape') setSearch('');
          }}
        />
        {search === '' ? null : (
          <button type="button" aria-label="Clear the search" onClick={() => setSearch('')}>
            <X size={12} strokeWidth={1.7} />
          </button>
        )}
      </label>
      <div className={styles.list}>
        {groups.map(({ category, title, cards: own }) => (
          <section key={category}>
            <h4>{title}</h4>
            {own.map((card) => (
              <Entry key={card.type} card={card} canAdd={canAdd} best={card === best} />
            ))}
          </section>
        ))}
        {groups.length === 0 ? <p className={styles.none}>{noneSentence(loaded, search)}</p> : null}
      </div>
    </aside>
  );
}

interface EntryProps {
  readonly card: NodeCard;
  readonly canAdd: boolean;
  /** Enter in the search field adds this one. */
  readonly best: boolean;
}

function Entry({ card, canAdd, best }: EntryProps) {
  return (
    <button
      type="button"
      className={styles.entry}
      data-best={best ? '' : undefined}
      draggable={canAdd}
      disabled={!canAdd}
      title={card.doc}
      data-testid={`palette-${card.type}`}
      onDragStart={(event) => beginNodeDrag(event.dataTransfer, card.type)}
      onDragEnd={endNodeDrag}
      onDoubleClick={() => addNode(card.type)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') addNode(card.type);
      }}
    >
      <NodeIcon path={card.icon} />
      <span>{card.title}</span>
      <em>{best ? 'Enter adds' : 'drag'}</em>
    </button>
  );
}

function noneSentence(loaded: boolean, search: string): string {
  if (!loaded && search === '') return 'Nodes appear here as soon as the server answers.';
  return `No node is called "${search}".`;
}
