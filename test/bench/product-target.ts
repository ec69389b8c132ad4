import type { Pool } from 'pg';
import { APP, type Rep } from './api.ts';
import { nextStage } from './bare-target.ts';
import type { Call } from './http.ts';
import { forgetNew, idOf, numberOf } from './load.ts';
import { type ListRequest, listRequest, type NewOpportunity, newOpportunity, recordRequest, STAGES } from './model.ts';
import type { Moving, Target } from './target.ts';

const COLUMNS = 'name,account,owner,stage,status,amount,win_probability,expected_close_date,region,product_line,type,last_activity_at';
const ACTIVITIES = {
  entity: 'activity',
  by: 'opportunity',
  sort: '-occurred_at',
  fields: ['subject', 'kind', 'occurred_at', 'owner'],
  expand: ['owner'],
};
const v = (name: string) => ({ var: name });

type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly $names: Readonly<Record<string, string>> };
const listed = (row: Row) => [numberOf(row.id), Number(row.amount), row.$names.account, row.$names.owner];
const noted = (rows: readonly Row[]) => rows.map((row) => [row.subject, row.$names.owner]);

/** The product as a target, asked by a manager who may not see everything. */
export function productTarget(at: { port: number; pid: number; pool: Pool; size: number; cookie: string; reps: readonly Rep[] }): Target {
  const { pool, size } = at;
  const users = new Map(at.reps.map((rep) => [rep.id, rep.user]));
  let moving: Moving[] = [];

  const get = (path: string, query: Readonly<Record<string, unknown>>): Call => {
    const words = Object.entries(query).map(
      ([key, value]) => `${key}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
    );
    return { method: 'GET', path: `${APP}${path}?${words.join('&')}` };
  };
  const post = (path: string, body: unknown): Call => ({ method: 'POST', path: `${APP}${path}`, body: JSON.stringify(body) });
  const filterOf = ({ owner, stage, least, most }: ListRequest) => ({
    and: [
      { '==': [v('owner'), users.get(owner)] },
      { '==': [v('stage'), stage] },
      { '>=': [v('amount'), least] },
      { '<=': [v('amount'), most] },
    ],
  });
  const list = (i: number, more = {}): Call =>
    get('/records/opportunity', {
      ...{ filter: filterOf(listRequest(i)), sort: '-expected_close_date', fields: COLUMNS, expand: 'account,owner', limit: 50 },
      ...more,
    });
  const record = (i: number, more = {}): Call =>
    get(`/records/opportunity/${idOf('opportunity', recordRequest(i, size))}`, { expand: 'account,owner', ...more });
  const move = (i: number): Call => {
    const each = moving[i % moving.length] as Moving;
    each.stage = nextStage(each.stage);
    each.version += 1;
    return post(`/records/opportunity/${idOf('opportunity', each.id)}/move`, { version: each.version - 1, stage: each.stage });
  };

  return {
    ...{ name: 'product', port: at.port, pid: at.pid, pool },
    headers: { cookie: at.cookie, 'content-type': 'application/json' },
    calls: {
      W1: (i) => [list(i)],
      W1c: (i) => [list(i, { count: 'true' })],
      W2: (i) => [record(i, { include: [ACTIVITIES] })],
      W3: (i) => [post('/records/opportunity', { values: valuesOf(newOpportunity(i), users), stage: STAGES[0] })],
      W4: (i) => [move(i)],
      W5a: () => [post('/reports/run', { report: 'regions' })],
      W5b: () => [post('/reports/run', { report: 'months' })],
      W6: () => [get('/board/opportunity', { pipeline: 'main', limit: 20 })],
    },
    says: {
      W1: ({ records }) => records.map(listed),
      W1c: ({ records, count }) => ({ rows: records.map(listed), count }),
      W2: (row) => [row.name, row.$names.account, row.$names.owner, noted(row.$related['activity.opportunity'].records)],
      W3: (row) => [row.name, Number(row.amount)],
      W4: (row) => [numberOf(row.id), row.stage],
      W5a: ({ rows }) => rows.map(([stage, region, sum, n]: string[]) => [stage, region, Number(sum), n]).sort(),
      W5b: ({ rows }) => rows.map(([month, sum, n]: string[]) => [month, Number(sum), n]).sort(),
      W6: ({ columns }) =>
        columns
          .map((each: { stage: string; count: number; sum: string; records: Row[] }) => [
            each.stage,
            each.count,
            Number(each.sum),
            each.records.map(listed),
          ])
          .sort(),
    },
    prepareMoves: async () => {
      const { rows } = await pool.query(
        `select ('x' || right(id::text, 12))::bit(48)::bigint::int as id, version, stage from app_bench.opportunity where status = 'open' order by hashtext(id::text), id limit 20000`,
      );
      moving = rows;
    },
    forgetNew: () => forgetNew(pool),
  };
}

function valuesOf({ customer_id, owner_id, ...rest }: NewOpportunity, users: ReadonlyMap<number, string>): object {
  return { ...rest, account: idOf('account', customer_id), owner: users.get(owner_id) };
}
