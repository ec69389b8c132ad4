import {
  ACTIVITIES,
  ACTIVITIES_EACH,
  CUSTOMERS,
  INDUSTRIES,
  LINES,
  LOSSES,
  PRIORITIES,
  REGIONS,
  REPS,
  SOURCES,
  STAGES,
  TEAMS,
  TYPES,
  WORDS,
} from './model.ts';

const list = (from: readonly string[]) => `array[${from.map((each) => `'${each}'`).join(',')}]`;
const often = (counts: Readonly<Record<string, number>>) => Object.entries(counts).flatMap(([name, n]) => Array<string>(n).fill(name));
const STAGE_OF_50 = often({ prospect: 15, qualify: 11, needs: 8, proposal: 6, negotiation: 6, closing: 4 });
const STATUS_OF_100 = often({ open: 55, won: 20, lost: 17, paused: 5, void: 3 });
if (new Set(STAGE_OF_50).size !== STAGES.length) throw new Error('Every stage needs opportunities.');

/**
 * SQL that makes a schema with customers, reps, opportunities and activities from a fixed seed: the same rows wherever it runs, and the first N of
 * a larger size are those of a smaller one. Reps own unequally: the first 7 %, the last a quarter of a percent.
 */
export function seedSql(schema: string, size: number): string {
  const u = (k: number) => `${schema}.u(id, ${k})`;
  const pick = (k: number, from: readonly string[]) => `(${list(from)})[1 + floor(${u(k)} * ${from.length})::int]`;
  const digits = (k: number) => `'91' || lpad(floor(${u(k)} * 1e15)::bigint::text, 16, '0')`;
  const rep = (k: number) => `1 + floor(${REPS} * power(${u(k)}, 2))::bigint`;
  const moment = (k: number) => `date_trunc('milliseconds', timestamptz '2024-01-01 00:00Z' + ${u(k)} * interval '912 days')`;
  return `
    create schema if not exists ${schema};
    create function ${schema}.u(id bigint, k int) returns float8 language sql immutable parallel safe return
      (hashint8extended(id, k) & 9007199254740991)::float8 / 9007199254740992;
    create table ${schema}.customers as select id, 'Customer ' || upper(${pick(1, LINES)}) || ' ' || id as name, ${pick(2, INDUSTRIES)} as industry,
      ${pick(3, REGIONS)} as region, ${digits(4)} as credit_code, ${moment(5)} as created_at from generate_series(1::bigint, ${CUSTOMERS}) id;
    create table ${schema}.reps as select id, 'Rep ' || ${pick(1, REGIONS)} || ' ' || id as name, (${list(TEAMS)})[1 + id % ${TEAMS.length}] as team
      from generate_series(1::bigint, ${REPS}) id;
    create table ${schema}.opportunities as select id, initcap(${pick(1, LINES)}) || ' ' || ${pick(2, SOURCES)} || ' ' || id as name,
      1 + floor(${u(3)} * ${CUSTOMERS})::bigint as customer_id, owner_id, (${list(TEAMS)})[1 + owner_id % ${TEAMS.length}] as team,
      ${pick(4, REGIONS)} as region, ${pick(5, LINES)} as product_line, ${pick(6, TYPES)} as type, ${pick(7, STAGE_OF_50)} as stage, status,
      round(exp(7 + ${u(8)} * 7)::numeric, 2)::numeric(14, 2) as amount, floor(${u(9)} * 101)::int as win_probability,
      (created_at + interval '30 days' + ${u(10)} * interval '330 days')::date as expected_close_date, created_at, last as last_activity_at, last as updated_at,
      case when status = 'lost' then ${pick(11, LOSSES)} end as loss_reason, ${digits(12)} as credit_code, ${pick(13, SOURCES)} as source,
      ${pick(14, PRIORITIES)} as priority, substr('${WORDS}', 1 + floor(${u(15)} * 60)::int, 16) as next_step,
      substr('${WORDS} ${WORDS}', 1 + floor(${u(16)} * 100)::int, 110) as notes
      from (select id, owner_id, status, created_at, date_trunc('milliseconds', created_at + ${u(17)} * interval '120 days') as last
        from (select id, ${rep(18)} as owner_id, ${moment(19)} as created_at, ${pick(20, STATUS_OF_100)} as status
          from generate_series(1::bigint, ${size}) id) a) b;
    create table ${schema}.activities as select id, 1 + (id - 1) / ${ACTIVITIES_EACH} as opportunity_id, ${rep(1)} as rep_id, ${pick(2, ACTIVITIES)} as kind,
      substr('${WORDS}', 1 + floor(${u(3)} * 80)::int, 20) as subject, ${moment(4)} as occurred_at from generate_series(1::bigint, ${size * ACTIVITIES_EACH}) id;`;
}
