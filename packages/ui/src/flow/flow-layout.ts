import { Graph, layout } from '@dagrejs/dagre';
import { END, type FlowBox, START, type Way } from './flow-graph.ts';
import { curve, type Point, round } from './way-path.ts';

/** How wide a box is and how far it stands from others, and what room stands on a way. */
export const FLOW = { width: 244, gap: 36, drop: 64, small: 96, button: 24, name: 150, margin: 16 } as const;

/** How far above a box the button stands where ways come together. */
const JOIN = 18;

/** A box where it stands, by its upper left corner. */
export interface PlacedBox {
  readonly box: FlowBox;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How far from its left side each of its ways leaves it. */
  readonly leaves: ReadonlyMap<string, number>;
}

/** A way as it is drawn, and the middle of what stands on it. */
export interface PlacedWay {
  readonly way: Way;
  readonly path: string;
  readonly at: Point;
}

/** Where several ways come together above a box. */
export interface Join {
  readonly id: string;
  readonly to: string;
  readonly ways: readonly Way[];
  readonly at: Point;
}

/** A flow with a place for everything. */
export interface FlowLayout {
  readonly boxes: readonly PlacedBox[];
  readonly ways: readonly PlacedWay[];
  readonly joins: readonly Join[];
  readonly width: number;
  readonly height: number;
}

/**
 * Places a flow from top to bottom, always the same for the same flow: no box stands on another, and no way goes through one. What is read first stands first among the boxes.
 * @param heightOf how high the box of a step is
 * @param wideOf how wide the name on a way is
 */
export function layFlow(flow: readonly FlowBox[], heightOf: (box: FlowBox) => number, wideOf: (way: Way) => number): FlowLayout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: FLOW.gap, edgesep: 24, ranksep: FLOW.drop, marginx: FLOW.margin, marginy: FLOW.margin });
  const ways = flow.flatMap((box) => box.ways);
  const led = new Set(ways.map(({ to }) => to));
  const size = (box: FlowBox) => ({ width: box.id === END ? FLOW.small : FLOW.width, height: heightOf(box) });
  for (const box of flow) if (box.id !== END || led.has(END)) graph.setNode(box.id, size(box));
  for (const way of ways) {
    const wide = way.name ? Math.min(FLOW.name, wideOf(way)) + 16 : 0;
    graph.setEdge(
      way.from,
      way.to,
      { width: wide + FLOW.button, height: FLOW.button, labelpos: 'c', weight: way.to === END ? 1 : 2 },
      way.id,
    );
  }
  // Cases stand in their order from left to right; to have ways cross as little as may be would change it.
  layout(graph, { disableOptimalOrderHeuristic: true });
  const middle = (way: Way): Point => {
    const { x = 0, y = 0 } = graph.edge(way.from, way.to, way.id);
    return { x: round(x), y: round(y) };
  };
  const placed = new Map<string, PlacedBox>();
  let [width, height] = [FLOW.width + 2 * FLOW.margin, 0];
  for (const box of flow.filter(({ id }) => graph.hasNode(id))) {
    const own = size(box);
    const { x = 0, y = 0 } = graph.node(box.id);
    // Ways leave in the order in which they lie, so that they do not cross at once.
    const order = [...box.ways].sort((a, b) => middle(a).x - middle(b).x);
    const leaves = new Map(order.map((way, i) => [way.id, round((own.width * (i + 1)) / (order.length + 1))]));
    placed.set(box.id, { box, x: round(x - own.width / 2), y: round(y - own.height / 2), ...own, leaves });
    width = Math.max(width, x + own.width / 2 + FLOW.margin);
    height = Math.max(height, y + own.height / 2);
  }
  const end = flow.find(({ id }) => id === END);
  const first = placed.get(START);
  if (end && first && !placed.has(END)) {
    const own = size(end);
    const x = first.x + (first.width - own.width) / 2;
    placed.set(END, { box: end, x, y: round(height + FLOW.drop), ...own, leaves: new Map() });
    height += FLOW.drop + own.height;
  }
  const boxes = [...placed.values()];
  const drawn = ways.map((way): PlacedWay => {
    const bends = graph.edge(way.from, way.to, way.id).points?.slice(1, -1) ?? [];
    return { way, at: middle(way), path: curve(placed.get(way.from) as PlacedBox, way.id, bends, placed.get(way.to) as PlacedBox, boxes) };
  });
  width = Math.max(width, ...drawn.map(({ at }) => at.x + FLOW.name / 2));
  const joins = boxes.flatMap(({ box, x, y, width: wide }): Join[] => {
    const here = ways.filter(({ to }) => to === box.id);
    return here.length > 1 ? [{ id: `join ${box.id}`, to: box.id, ways: here, at: { x: x + wide / 2, y: y - JOIN } }] : [];
  });
  return {
    boxes: boxes.sort((a, b) => a.y - b.y || a.x - b.x),
    ways: drawn,
    joins,
    width: round(width),
    height: round(height + FLOW.margin),
  };
}
