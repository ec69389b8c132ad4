import { END, START } from './flow-graph.ts';
import type { FlowLayout, PlacedBox } from './flow-layout.ts';

/** The keys with which somebody walks from box to box. */
export const FLOW_WALKS = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End'] as const;
/** A key with which somebody walks. */
export type FlowWalk = (typeof FLOW_WALKS)[number];

const middle = ({ x, width }: PlacedBox) => x + width / 2;
const level = ({ y, height }: PlacedBox) => y + height / 2;

/** The box that a key leads to: down and up along the ways, to the sides in the row; undefined where there is none. */
export function walkFlow({ boxes, ways }: FlowLayout, id: string, key: FlowWalk): string | undefined {
  const stops = boxes.filter(({ box }) => box.id !== END);
  const at = stops.find(({ box }) => box.id === id);
  if (!at) return undefined;
  if (key === 'Home') return START;
  if (key === 'End') return stops.at(-1)?.box.id;
  const nearest = (found: readonly PlacedBox[]) =>
    found.toSorted((a, b) => Math.abs(middle(a) - middle(at)) - Math.abs(middle(b) - middle(at)))[0]?.box.id;
  if (key === 'ArrowDown') {
    const next = at.box.ways.map(({ to }) => to).filter((to) => to !== END && to !== id);
    const below = next.filter((to) => stops.some((each) => each.box.id === to && each.y > at.y));
    return below[0] ?? next[0];
  }
  if (key === 'ArrowUp') {
    const from = new Set(ways.flatMap(({ way }) => (way.to === id && way.from !== id ? [way.from] : [])));
    const before = stops.filter(({ box }) => from.has(box.id));
    return nearest(before.filter(({ y }) => y < at.y)) ?? nearest(before);
  }
  const side = key === 'ArrowRight' ? 1 : -1;
  return nearest(stops.filter((each) => Math.abs(level(each) - level(at)) < 1 && (middle(each) - middle(at)) * side > 0));
}
