interface Size {
  readonly width: number;
  readonly height: number;
}

interface Padding {
  readonly top: `${number}px`;
  readonly left: `${number}px`;
  readonly right: `${number}px`;
  readonly bottom: `${number}px`;
}

const EDGE_PX = 24;
/** Beside the graph wires turn around. @unit px */
const SIDE_PX = 40;
/** Room the map takes in the corner. @unit px */
const MAP: Size = { width: 148, height: 100 };

/**
 * Room to leave around a graph that is shown whole: the map in the corner is kept free by staying left of it or above
 * it, whichever lets the graph be larger.
 *
 * @unit graph: px at zoom 1; pane: px
 */
export function fitPadding(graph: Size, pane: Size): Padding {
  const zoomLeftOfMap = zoomFor(graph, pane.width - SIDE_PX - MAP.width, pane.height - 2 * EDGE_PX);
  const zoomAboveMap = zoomFor(graph, pane.width - 2 * SIDE_PX, pane.height - EDGE_PX - MAP.height);
  const above = zoomAboveMap > zoomLeftOfMap;
  return {
    top: `${EDGE_PX}px`,
    left: `${SIDE_PX}px`,
    right: `${above ? SIDE_PX : MAP.width}px`,
    bottom: `${above ? MAP.height : EDGE_PX}px`,
  };
}

function zoomFor(graph: Size, width: number, height: number): number {
  return Math.min(width / Math.max(1, graph.width), height / Math.max(1, graph.height));
}
