import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import { SQL } from './bare-sql.ts';
import { Connection, exchange } from './http.ts';
import { listRequest, newOpportunity, recordRequest, STAGES } from './model.ts';
import type { Target, Workload } from './target.ts';

const SAMPLES = 12;
type Row = Readonly<Record<string, unknown>>;
const listed = (row: Row) => [Number(row.id), Number(row.amount), row.customer, row.owner];

/** What the i-th reply of a workload has to say, by plain SQL over the bare tables; moves and new records are known from the request. */
async function expected(pool: Pool, workload: Workload, i: number, size: number): Promise<unknown> {
  const rows = async (text: string, values: unknown[] = []): Promise<Row[]> => (await pool.query(text, values)).rows;
  const { owner, stage, least, most } = listRequest(i);
  const list = async () => (await rows(SQL.list, [owner, stage, least, most])).map(listed);
  switch (workload) {
    case 'W1':
      return list();
    case 'W1c':
      return { rows: await list(), count: (await rows(SQL.count, [owner, stage, least, most]))[0]?.n };
    case 'W2': {
      const id = recordRequest(i, size);
      const [record] = await rows(
        `select o.name, c.name as customer, r.name as owner from opportunities o join customers c on c.id = o.customer_id join reps r on r.id = o.owner_id where o.id = $1`,
        [id],
      );
      const activities = await rows(
        `select a.subject, r.name from activities a join reps r on r.id = a.rep_id where a.opportunity_id = $1 order by a.occurred_at desc`,
        [id],
      );
      return [record?.name, record?.customer, record?.owner, activities.map((each) => [each.subject, each.name])];
    }
    case 'W3':
      return [newOpportunity(i).name, Number(newOpportunity(i).amount)];
    case 'W4':
      return undefined;
    case 'W5a':
      return (await rows(SQL.regions)).map((row) => [row.stage, row.region, Number(row.amount), row.n]).sort();
    case 'W5b':
      return (await rows(SQL.months)).map((row) => [row.month, Number(row.amount), row.n]).sort();
    case 'W6': {
      const cards = await rows(SQL.cards, [STAGES]);
      const totals = await rows(SQL.totals);
      return totals
        .map(({ stage: each, n, amount }) => [each, n, Number(amount), cards.filter((card) => card.stage === each).map(listed)])
        .sort();
    }
  }
}

/** Compares replies of a target with SQL. Answers nothing where they are equal, else what differs first. */
export async function check(target: Target, bare: Pool, workload: Workload, size: number): Promise<string | undefined> {
  if (workload === 'W4') await target.prepareMoves();
  const connections = [new Connection(target.port, target.headers), new Connection(target.port, target.headers)];
  try {
    for (let i = 0; i < (workload < 'W5' ? SAMPLES : 1); i += 1) {
      const calls = target.calls[workload](i);
      const said = target.says[workload](...(await exchange(connections, calls)));
      const right =
        workload === 'W4'
          ? JSON.parse(calls[0]?.body ?? '').stage === (said as unknown[])[1]
          : isDeepStrictEqual(said, await expected(bare, workload, i, size));
      if (!right) {
        const wanted = workload === 'W4' ? calls[0]?.body : await expected(bare, workload, i, size);
        return `${target.name} ${workload} #${i} says ${JSON.stringify(said).slice(0, 400)} instead of ${JSON.stringify(wanted).slice(0, 400)}`;
      }
    }
    return undefined;
  } catch (error) {
    return `${target.name} ${workload}: ${error instanceof Error ? error.message : error}`;
  } finally {
    for (const each of connections) each.close();
    if (workload === 'W3') await target.forgetNew();
  }
}
