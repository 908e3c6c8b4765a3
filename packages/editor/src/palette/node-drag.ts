/** A node type on its way from the palette to the canvas. */
const MIME = 'application/x-epochstreamer-node';
/** Browsers hide the dragged data until the drop, so the page remembers what it began to drag. */
let present: string | null = null;

export function beginNodeDrag(transfer: DataTransfer, type: string): void {
  present = type;
  transfer.setData(MIME, type);
  transfer.setData('text/plain', type);
  transfer.effectAllowed = 'copy';
}

export function endNodeDrag(): void {
  present = null;
}

export function isNodeDrag(transfer: DataTransfer): boolean {
  return transfer.types.includes(MIME);
}

/** The dragged node type; null when something else is dragged. */
export function draggedType(transfer: DataTransfer): string | null {
  if (!isNodeDrag(transfer)) return null;
  return transfer.getData(MIME) || present;
}
