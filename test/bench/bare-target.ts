import type { Pool } from 'pg';
import { listRequest, newOpportunity, recordRequest, STAGES } from './model.ts';
import type { Moving, Target } from './target.ts';

/** The stage after one, and after the last the first. */
export const nextStage = (stage: string): string =>
  STAGES[(STAGES.indexOf(stage as (typeof STAGES)[number]) + 1) % STAGES.length] as string;

/** The records that can be moved, mixed so that two requests at the same time never meet. */
export const MOVABLE = `where status = 'open' order by hashtext(id::text), id limit 20000`;

/** The bare server as a target. */
export function bareTarget(at: { port: number; pid: number; pool: Pool; size: number }): Target {
  const { pool, size } = at;
  let moving: Moving[] = [];
  const get = (path: string) => [{ method: 'GET', path }];
  const list = (i: number, more = '') => {
    const { owner, stage, least, most } = listRequest(i);
    return get(`/opportunities?owner=${owner}&stage=${stage}&least=${least}&most=${most}${more}`);
  };
  return {
    ...{ name: 'bare', port: at.port, pid: at.pid, pool },
    headers: { authorization: 'Bearer bench', 'content-type': 'application/json' },
    calls: {
      W1: (i) => list(i),
      W1c: (i) => list(i, '&count=1'),
      W2: (i) => get(`/opportunities/${recordRequest(i, size)}`),
      W3: (i) => [{ method: 'POST', path: '/opportunities', body: JSON.stringify({ ...newOpportunity(i), stage: STAGES[0] }) }],
      W4: (i) => {
        const record = moving[i % moving.length] as Moving;
        record.stage = nextStage(record.stage);
        return [{ method: 'PATCH', path: `/opportunities/${record.id}`, body: JSON.stringify({ stage: record.stage }) }];
      },
      W5a: () => get('/reports/regions'),
      W5b: () => get('/reports/months'),
      W6: () => get('/board'),
    },
    says: {
      W1: ({ rows }) => rows.map(listed),
      W1c: ({ rows, count }) => ({ rows: rows.map(listed), count }),
      W2: ({ record, customer, owner, activities }) => [
        ...[record.name, customer.name, owner.name],
        activities.map((each: { subject: string; rep: string }) => [each.subject, each.rep]),
      ],
      W3: (record) => [record.name, Number(record.amount)],
      W4: (record) => [record.id, record.stage],
      W5a: ({ rows }) => rows.map((row: Row) => [row.stage, row.region, Number(row.amount), row.n]).sort(),
      W5b: ({ rows }) => rows.map((row: Row) => [row.month, Number(row.amount), row.n]).sort(),
      W6: ({ columns }) => columns.map((each: Row) => [each.stage, each.n, Number(each.amount), (each.cards as Row[]).map(listed)]).sort(),
    },
    prepareMoves: async () => {
      const { rows } = await pool.query(`select id::int, 1 as version, stage from opportunities ${MOVABLE}`);
      moving = rows;
    },
    forgetNew: async () => {
      await pool.query(`delete from opportunities where id >= $1`, [size * 10]);
      await pool.query('vacuum analyze opportunities');
    },
  };
}

type Row = Readonly<Record<string, unknown>>;
const listed = (row: Row) => [Number(row.id), Number(row.amount), row.customer, row.owner];
