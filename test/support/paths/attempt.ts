import type { Dice } from '../dice.ts';
import { dealOf, type RoleKey } from './app.ts';
import { MASS } from './mass.ts';
import { SECRET } from './work-app.ts';
import type { Attempt, Row, World } from './world.ts';

/** The ways a deal can be written by one request. */
export const WAYS = ['create', 'patch', 'empty', 'move', 'status', 'rechoose', 'mass', 'delete', 'restore'] as const;
/** A way a deal can be written by one request. */
export type Way = (typeof WAYS)[number];

const day = (today: string, offset: number) => new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10);

/** A value someone may send for a field, at times none. */
export function valueFor(dice: Dice, world: World, key: string, empty = 0.2): unknown {
  if (dice.chance(empty)) return dice.chance(0.2) && (key === 'note' || key === SECRET) ? '' : null;
  switch (key) {
    case 'name':
      return dice.pick(['Deal', 'Other']);
    case 'firm':
      return dice.pick([...world.firms.keys()]);
    case 'kind':
      return dice.pick(['a', 'b', 'c']);
    case 'amount':
      return dice.pick(['-5', '10', '55', '70', '150', '150', '2000']);
    case 'due':
      return day(world.today, dice.pick([-10, 0, 1, 30]));
    case 'note':
      return dice.pick(['n', 'm']);
    case 'flag':
      return dice.chance(0.75);
    case 'code':
      return `c${dice.below(400)}`;
    case 'why':
      return dice.pick(['price', 'time']);
    default:
      return dice.pick(['x', 'y']);
  }
}

const FIELDS = ['firm', 'kind', 'amount', 'due', 'note', 'flag', 'code', 'why', SECRET];

/** The fields a person would think of sending: now and then also those that are out of reach. */
function fieldsFor(dice: Dice, world: World): string[] {
  const grant = world.app.roles.find((role) => role.key === world.role)?.grants.deal;
  const barred = new Set(dice.chance(0.1) ? [] : [...(grant?.hidden ?? []), ...(grant?.readonly ?? [])]);
  return FIELDS.filter((key) => !barred.has(key));
}

/** One of the stages of a pipeline, at times of none. */
function stageFor(dice: Dice, world: World, row: Row | null): string {
  const { pipelines } = dealOf(world.app).process;
  const own = pipelines.find((each) => each.key === row?.pipeline) ?? dice.pick(pipelines);
  if (dice.chance(0.05)) return dice.pick(['s0', 's6', 'nowhere']);
  const place = own.stages.findIndex((each) => each.key === row?.stage);
  const next = own.stages[place + 1];
  return next && dice.chance(0.5) ? next.key : dice.pick(own.stages).key;
}

function statusFor(dice: Dice, world: World, row: Row | null): Partial<Attempt> {
  const status = dice.pick([
    'won',
    'won',
    'lost',
    'lost',
    'paused',
    'future',
    'void',
    'open',
    'open',
    ...(dice.chance(0.1) ? ['gone'] : []),
  ]);
  const lists = dealOf(world.app).process.statuses;
  const rule =
    status === 'paused' || status === 'future' || status === 'void' ? lists?.[status] : status === 'open' ? lists?.reopen : undefined;
  const asked = status !== 'open' || ['won', 'lost', 'void'].includes(String(row?.status));
  const reasons = rule?.reasons.map((each) => each.key) ?? [];
  const careless = dice.chance(0.15);
  const reason = careless ? dice.pick([undefined, 'made_up', 'paused0']) : asked && reasons.length > 0 ? dice.pick(reasons) : undefined;
  const until = careless
    ? dice.pick([undefined, day(world.today, -1), day(world.today, 5)])
    : asked && rule?.until
      ? day(world.today, 5)
      : undefined;
  return { status, reason, until };
}

/** Thinks of an attempt on a record, or of making one. */
export function think(dice: Dice, world: World, way: Way, row: Row | null): Attempt {
  const version = row ? Number(row.version) + (dice.chance(0.03) ? dice.pick([-1, 1]) : 0) : undefined;
  const fields = fieldsFor(dice, world);
  const some = (keys: readonly string[], empty?: number) => Object.fromEntries(keys.map((key) => [key, valueFor(dice, world, key, empty)]));
  const few = () => some(dice.some(fields, 0.25));
  const base = { kind: 'update' as const, version: Math.max(1, version ?? 1) };
  switch (way) {
    case 'create': {
      const bare = dice.chance(0.3) ? 0.5 : 0.06;
      const values = { name: dice.chance(0.03) ? null : 'Deal', ...some(fields, bare) };
      return { kind: 'create', values, stage: dice.chance(0.4) ? stageFor(dice, world, null) : undefined };
    }
    case 'patch':
      return { ...base, values: few(), pipeline: dice.chance(0.3) ? dice.pick(dealOf(world.app).process.pipelines).key : undefined };
    case 'empty':
      return { ...base, values: Object.fromEntries(dice.some(fields, dice.chance(0.3) ? 0.9 : 0.3).map((key) => [key, null])) };
    case 'move':
      return { ...base, values: dice.chance(0.4) ? few() : {}, stage: stageFor(dice, world, row) };
    case 'status':
      return {
        ...base,
        values: dice.chance(0.4) ? few() : {},
        ...statusFor(dice, world, row),
        stage: dice.chance(0.15) ? stageFor(dice, world, row) : undefined,
      };
    case 'rechoose':
      return {
        ...base,
        values: dice.chance(0.5) ? few() : {},
        pipeline: dice.pick(dealOf(world.app).process.pipelines).key,
        stage: dice.chance(0.4) ? stageFor(dice, world, row) : undefined,
      };
    case 'mass': {
      const [key, value] = dice.pick(MASS);
      return { ...base, values: { ...few(), [key]: value } };
    }
    case 'delete':
      return { kind: 'delete', version: dice.chance(0.3) ? undefined : base.version, values: {} };
    case 'restore':
      return { kind: 'restore', version: base.version, values: {} };
  }
}

/** Which role tries: mostly one that may do much, so that it is the gates that speak. */
export function roleFor(dice: Dice): RoleKey {
  return dice.pick(['admin', 'lead', 'lead', 'lead', 'sales', 'blind', 'blind', 'fixed', 'stageless', 'frozen', 'pipeless', 'reader']);
}
