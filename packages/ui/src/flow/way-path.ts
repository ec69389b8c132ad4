/** A place on the ground. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a way must know of a box. */
interface Block extends Point {
  readonly width: number;
  readonly height: number;
  readonly leaves: ReadonlyMap<string, number>;
}

/** Whole pixels, so that the same flow is drawn the same everywhere. */
export const round = (value: number) => Math.round(value * 10) / 10;

/** How far beside a box a way back goes. */
const LANE = 16;
const TURN = 14;
/** How far above a box ways come together. */
const MEET = 30;

/** The way from a box to another by its bends, as a path: straight along the boxes that it passes, and in curves between the rows. One that leads back leaves and comes beside its boxes. */
export function curve(from: Block, way: string, bends: readonly Point[], to: Block, blocks: readonly Block[]): string {
  const points = corners(from, way, bends, to, blocks);
  const steps = points.slice(1).map((point, i) => {
    const before = points[i] as Point;
    if (Math.abs(before.x - point.x) < 1) return `L${text(point)}`;
    const half = round((before.y + point.y) / 2);
    return `C${round(before.x)},${half} ${round(point.x)},${half} ${text(point)}`;
  });
  return `M${text(points[0] as Point)}${steps.join('')}`;
}

/** The places between which a way is drawn. */
export function corners(from: Block, way: string, bends: readonly Point[], to: Block, blocks: readonly Block[]): Point[] {
  const out = { x: from.x + (from.leaves.get(way) ?? from.width / 2), y: from.y + from.height };
  const into = { x: to.x + to.width / 2, y: to.y };
  if (into.y >= out.y) return [out, ...passing(bends, blocks), { x: into.x, y: into.y - MEET }, into];
  const lane = { out: from.x + from.width + LANE, into: to.x + to.width + LANE };
  const leaving = [
    { x: out.x, y: out.y + TURN / 2 },
    { x: lane.out, y: out.y + TURN / 2 },
    { x: lane.out, y: from.y },
  ];
  const coming = [
    { x: lane.into, y: to.y + to.height },
    { x: lane.into, y: to.y - MEET },
    { x: into.x, y: to.y - MEET },
  ];
  const upward = passing(bends.toReversed(), blocks).reverse();
  return [out, ...leaving, ...upward, ...coming, into];
}

const text = ({ x, y }: Point) => `${round(x)},${round(y)}`;

/** Bends beside a row of boxes go straight from its top to its bottom. */
function passing(bends: readonly Point[], blocks: readonly Block[]): Point[] {
  return bends.flatMap((bend) => {
    const row = blocks.filter(({ y, height }) => Math.abs(y + height / 2 - bend.y) < 1);
    if (row.length === 0) return [bend];
    return [
      { x: bend.x, y: Math.min(...row.map(({ y }) => y)) },
      { x: bend.x, y: Math.max(...row.map(({ y, height }) => y + height)) },
    ];
  });
}
