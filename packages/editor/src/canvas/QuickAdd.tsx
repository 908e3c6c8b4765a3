import type { NodeCard } from '@epoch/graph-runtime/model';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { matchCards } from '../palette/match-cards.ts';
import { addNode, connect, openQuickAdd } from '../store/actions.ts';
import { editor, useEditor } from '../store/editor-store.ts';
import { newId } from '../store/ids.ts';
import type { QuickAdd as Request } from '../store/state.ts';
import { NodeIcon } from '../ui/NodeIcon.tsx';
import { PortShape } from '../ui/PortShape.tsx';
import { type OpenWire, portForWire, typeAt } from './fit-on-wire.ts';
import styles from './QuickAdd.module.css';

const WIDTH_PX = 244;
const HEIGHT_PX = 320;
/** A box added for a wire has its socket near the pointer. @unit px at zoom 1 */
const SOCKET_DROP_PX = 150;

/** A palette at the pointer: opened by a double click, or by a wire let go over nothing. */
export function QuickAdd() {
  const request = useEditor(({ view }) => view.quickAdd);
  return request === null ? null : <QuickAddBox key={`${request.screen.x},${request.screen.y}`} request={request} />;
}

function QuickAddBox({ request }: { readonly request: Request }) {
  const cards = useEditor(({ catalogue }) => catalogue.cards);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const wire = useMemo(() => wireOf(request), [request]);
  const found = useMemo(() => {
    const fitting = Object.values(cards).filter((card) => wire === null || portForWire(card, wire) !== null);
    return matchCards(fitting, search);
  }, [cards, wire, search]);

  useEffect(() => {
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) openQuickAdd(null);
    };
    window.addEventListener('pointerdown', away, true);
    return () => window.removeEventListener('pointerdown', away, true);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const card = found[chosen];
    if (event.key === 'Escape') openQuickAdd(null);
    if (event.key === 'Enter' && card !== undefined) add(card, request, wire);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = chosen + (event.key === 'ArrowDown' ? 1 : -1);
      setChosen(Math.min(found.length - 1, Math.max(0, next)));
    }
  };
  const left = Math.min(request.screen.x, window.innerWidth - WIDTH_PX - 8);
  const top = Math.min(request.screen.y, window.innerHeight - HEIGHT_PX - 8);

  return (
    <div
      ref={box}
      className={styles.box}
      style={{ left, top, width: WIDTH_PX, maxHeight: HEIGHT_PX }}
      data-testid="quick-add"
    >
      <label className={styles.find}>
        {wire === null ? <Search size={14} strokeWidth={1.7} /> : <PortShape type={wire.type} />}
        <input
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
          autoFocus
          value={search}
          placeholder={
            wire === null ? 'Find a node' : wire.side === 'out' ? 'Wire into a new node' : 'Wire from a new node'
          }
          onChange={(event) => {
            setSearch(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <div className={styles.list}>
        {found.map((card, index) => (
          <button
            key={card.type}
            type="button"
            className={styles.entry}
            data-chosen={index === chosen ? '' : undefined}
            data-testid={`quick-${card.type}`}
            onPointerEnter={() => setChosen(index)}
            onClick={() => add(card, request, wire)}
          >
            <NodeIcon path={card.icon} />
            <span>{card.title}</span>
            <em>{card.category}</em>
          </button>
        ))}
        {found.length === 0 ? <p className={styles.none}>No node fits here.</p> : null}
      </div>
    </div>
  );
}

/** Adds the node and, when a wire was let go, wires it: one undo step. */
function add(card: NodeCard, { flow, wireFrom }: Request, wire: OpenWire | null): void {
  const gesture = newId('quick-add');
  const shift = wire === null ? { x: 0, y: 0 } : { x: wire.side === 'out' ? 12 : -208, y: -SOCKET_DROP_PX };
  const id = addNode(card.type, { x: flow.x + shift.x, y: flow.y + shift.y }, gesture);
  const port = wire === null ? null : portForWire(card, wire);
  if (id !== null && port !== null && wireFrom !== null) {
    if (wireFrom.side === 'out') connect(wireFrom.end, { node: id, port }, gesture);
    else connect({ node: id, port }, wireFrom.end, gesture);
  }
  openQuickAdd(null);
}

function wireOf({ wireFrom }: Request): OpenWire | null {
  const { graph, catalogue } = editor.getState();
  if (wireFrom === null || graph.document === null) return null;
  const type = typeAt(graph.document, catalogue.cards, wireFrom.end, wireFrom.side);
  return type === null ? null : { side: wireFrom.side, type };
}
