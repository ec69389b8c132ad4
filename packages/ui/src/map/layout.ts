import { downFrom, type Forest } from './forest.ts';

/** How big a box is, and how far boxes stand from each other. */
export const BOX = { width: 244, height: 78, gap: 20, drop: 36, stack: 12, indent: 18 } as const;
/** From so many people without anybody below, they stand in columns under the one they report to, or the map would be miles wide. */
const MOST_ABREAST = 4;
const COLUMN = 6;
/** How many stand abreast at least where those who are linked with nobody are many. */
const ROW = 5;

/** Where a box stands, by its upper left corner. */
export interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** A line from somebody to somebody below, by its corners. */
export interface Line {
  readonly id: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** Where everything stands. */
export interface Layout {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
  /** Where those begin who are linked with nobody; undefined where there are none. */
  readonly loose: number | undefined;
}

/**
 * Places the boxes of a map: each in the middle above those below, nobody over anybody, and everybody in the order they come in. Those who are linked
 * with nobody stand below all trees.
 * @param folded under whom nobody is drawn
 */
export function layoutOf(forest: Forest, folded: ReadonlySet<string> = new Set()): Layout {
  const drawn = downFrom(forest, forest.tops, folded);
  const below = (id: string) => (folded.has(id) ? [] : (forest.places.get(id)?.below ?? []));
  const stacked = (id: string) => below(id).length > MOST_ABREAST && below(id).every((each) => below(each).length === 0);
  const room = new Map<string, number>();
  for (const id of drawn.toReversed()) room.set(id, Math.max(BOX.width, widthBelow(below(id), stacked(id), room)));
  const boxes = new Map<string, Box>();
  const lines: Line[] = [];
  const put = (id: string, x: number, y: number) => boxes.set(id, { id, x, y });
  let left = 0;
  for (const top of forest.tops) {
    put(top, left + (roomOf(room, top) - BOX.width) / 2, 0);
    left += roomOf(room, top) + BOX.gap * 2;
  }
  for (const id of drawn) {
    const { x, y } = boxes.get(id) as Box;
    const own = below(id);
    const [middle, foot] = [x + BOX.width / 2, y + BOX.height];
    const bar = foot + BOX.drop / 2;
    let from = middle - widthBelow(own, stacked(id), room) / 2;
    for (const [i, each] of own.entries()) {
      if (stacked(id)) {
        const [column, row] = [Math.floor(i / COLUMN), i % COLUMN];
        const trunk = from + column * (BOX.indent + BOX.width + BOX.gap);
        put(each, trunk + BOX.indent, foot + BOX.drop + row * (BOX.height + BOX.stack));
        const at = boxes.get(each)?.y ?? 0;
        const side = at + BOX.height / 2;
        lines.push({
          id: each,
          points: [
            [middle, foot],
            [middle, bar],
            [trunk, bar],
            [trunk, side],
            [trunk + BOX.indent, side],
          ],
        });
      } else {
        const wide = roomOf(room, each);
        put(each, from + (wide - BOX.width) / 2, foot + BOX.drop);
        const head = from + wide / 2;
        lines.push({
          id: each,
          points: [
            [middle, foot],
            [middle, bar],
            [head, bar],
            [head, foot + BOX.drop],
          ],
        });
        from += wide + BOX.gap;
      }
    }
  }
  const deep = Math.max(0, ...[...boxes.values()].map(({ y }) => y + BOX.height));
  const loose = deep > 0 ? deep + BOX.drop * 1.5 : 0;
  const abreast = Math.max(ROW, Math.floor((left - BOX.gap) / (BOX.width + BOX.gap)));
  for (const [i, id] of forest.loose.entries())
    put(id, (i % abreast) * (BOX.width + BOX.gap), loose + Math.floor(i / abreast) * (BOX.height + BOX.stack));
  const all = [...boxes.values()];
  return {
    boxes: all,
    lines,
    width: Math.max(0, ...all.map(({ x }) => x + BOX.width)),
    height: Math.max(0, ...all.map(({ y }) => y + BOX.height)),
    loose: forest.loose.length > 0 ? loose : undefined,
  };
}

const roomOf = (room: ReadonlyMap<string, number>, id: string) => room.get(id) ?? BOX.width;

/** How wide everything below somebody is. */
function widthBelow(own: readonly string[], stacked: boolean, room: ReadonlyMap<string, number>): number {
  if (own.length === 0) return 0;
  if (stacked) return Math.ceil(own.length / COLUMN) * (BOX.indent + BOX.width + BOX.gap) - BOX.gap;
  return own.reduce((sum, each) => sum + roomOf(room, each) + BOX.gap, -BOX.gap);
}

/** The keys that walk over a map. */
export const WALKS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'] as const;
/** A key that walks over a map. */
export type Walk = (typeof WALKS)[number];

/** Where a key leads from somebody on the map: up to whom that person reports to, down to the first below, or to the next box in that direction. */
export function walk(forest: Forest, { boxes }: Layout, from: string, key: Walk): string | undefined {
  if (key === 'Home') return boxes[0]?.id;
  if (key === 'End') return boxes.at(-1)?.id;
  const at = boxes.find(({ id }) => id === from);
  const place = forest.places.get(from);
  if (!at || !place) return boxes[0]?.id;
  const isDrawn = (id: string | null | undefined) => boxes.some((each) => each.id === id);
  if (key === 'ArrowUp' && place.above !== null) return place.above;
  if (key === 'ArrowDown' && isDrawn(place.below[0])) return place.below[0];
  const sideways = key === 'ArrowLeft' || key === 'ArrowRight';
  const sign = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1;
  const ahead = boxes.flatMap(({ id, x, y }) => {
    const [along, across] = sideways ? [(x - at.x) * sign, Math.abs(y - at.y)] : [(y - at.y) * sign, Math.abs(x - at.x)];
    return along > 0 && !(sideways && across > 0) ? [{ id, far: along + across * 2 }] : [];
  });
  return ahead.reduce<(typeof ahead)[number] | undefined>((best, each) => (best && best.far <= each.far ? best : each), undefined)?.id;
}

/** Where a key leads from somebody in the outline, in which everybody stands in a line of their own. */
export function walkOutline(forest: Forest, drawn: readonly string[], from: string, key: Walk): string | undefined {
  const at = drawn.indexOf(from);
  const place = forest.places.get(from);
  const way = {
    ArrowUp: drawn[at - 1],
    ArrowDown: drawn[at + 1],
    ArrowLeft: place?.above ?? undefined,
    ArrowRight: drawn.includes(place?.below[0] ?? '') ? place?.below[0] : undefined,
    Home: drawn[0],
    End: drawn.at(-1),
  };
  return way[key];
}
