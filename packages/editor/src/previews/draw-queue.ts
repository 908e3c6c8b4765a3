/** Time that drawing previews may take of one animation frame. @unit ms */
const BUDGET_MS = 5;

const pending = new Set<() => void>();
let scheduled = false;

/**
 * Draws soon, and at most `BUDGET_MS` per animation frame with all others: with hundreds of nodes in view pictures come
 * more rarely, but the canvas stays smooth. A draw that waits is not queued twice.
 */
export function drawSoon(draw: () => void): () => void {
  pending.add(draw);
  if (!scheduled) {
    scheduled = true;
    requestAnimationFrame(drawSome);
  }
  return () => pending.delete(draw);
}

function drawSome(): void {
  const end = performance.now() + BUDGET_MS;
  for (const draw of pending) {
    pending.delete(draw);
    draw();
    if (performance.now() >= end) break;
  }
  scheduled = pending.size > 0;
  if (scheduled) requestAnimationFrame(drawSome);
}
