import type { XY } from '@epoch/graph-runtime/model';
import { type MouseEvent as ReactMouseEvent, useCallback, useState } from 'react';
import { select } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { PopMenu } from '../ui/PopMenu.tsx';
import { edgeMenu, nodeMenu, paneMenu } from './canvas-menu-items.ts';
import type { FlowEdge, FlowNode } from './flow-model.ts';

type Target = { readonly kind: 'nodes' } | { readonly kind: 'edge'; readonly id: string } | { readonly kind: 'pane' };
interface Opened {
  readonly at: XY;
  readonly target: Target;
}

export type CanvasMenuState = ReturnType<typeof useCanvasMenu>;

/** Opens the menu of what was clicked with the right button; a box that is not selected is selected first. */
export function useCanvasMenu() {
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = useCallback((event: ReactMouseEvent | MouseEvent, target: Target) => {
    event.preventDefault();
    setOpened({ at: { x: event.clientX, y: event.clientY }, target });
  }, []);
  const onNode = useCallback(
    (event: ReactMouseEvent, node: FlowNode) => {
      const { selectedNodes, selectedGroups } = editor.getState().view;
      const known = selectedNodes.includes(node.id) || selectedGroups.includes(node.id);
      if (!known) select(node.type === 'box' ? [node.id] : [], [], node.type === 'frame' ? [node.id] : []);
      open(event, { kind: 'nodes' });
    },
    [open],
  );
  const onEdge = useCallback((event: ReactMouseEvent, { id }: FlowEdge) => open(event, { kind: 'edge', id }), [open]);
  const onPane = useCallback((event: ReactMouseEvent | MouseEvent) => open(event, { kind: 'pane' }), [open]);
  const onSelection = useCallback((event: ReactMouseEvent) => open(event, { kind: 'nodes' }), [open]);
  const close = useCallback(() => setOpened(null), []);
  return { opened, onNode, onEdge, onPane, onSelection, close };
}

export function CanvasMenu({ menu }: { readonly menu: CanvasMenuState }) {
  const { opened, close } = menu;
  if (opened === null) return null;
  return <PopMenu at={opened.at} items={itemsOf(opened)} onClose={close} />;
}

function itemsOf({ target, at }: Opened) {
  switch (target.kind) {
    case 'nodes':
      return nodeMenu();
    case 'edge':
      return edgeMenu(target.id);
    case 'pane':
      return paneMenu(at);
  }
}
