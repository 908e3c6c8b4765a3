import { GraphInspector } from '../inspector/GraphInspector.tsx';
import { openDialog } from '../store/actions.ts';
import { Dialog } from '../ui/Dialog.tsx';

/** Name, size, length and seed of the open graph, wherever the inspector is. */
export function GraphDialog() {
  return (
    <Dialog title="Graph" onClose={() => openDialog(null)} testId="graph-settings">
      <GraphInspector />
    </Dialog>
  );
}
