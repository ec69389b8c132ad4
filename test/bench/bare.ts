// The same work by hand: Hono and pg, prepared statements, a token check, validation, an audit row. Nothing can be configured: about what this stack can do at best.
import { serve } from '@hono/node-server';
import { parse } from 'csv-parse/sync';
import { Hono } from 'hono';
import pg from 'pg';
import { CREATED, SQL } from './bare-sql.ts';
import { STAGES, TYPES } from './model.ts';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? '', max: 12 });
const ask = async (name: keyof typeof SQL, values: unknown[]) => (await pool.query({ name, text: SQL[name], values })).rows;
const json = (text: string) => new Response(text, { headers: { 'content-type': 'application/json' } });
const sessions = new Map([['bench', { user: 1, may: new Set(['read', 'write']) }]]);

const app = new Hono();
app.use(async (c, next) => (sessions.get(c.req.header('authorization')?.slice(7) ?? '')?.may.has('read') ? next() : c.text('', 401)));

app.get('/opportunities', async (c) => {
  const { owner, stage, least, most, count } = c.req.query();
  const values = [Number(owner), stage, Number(least), Number(most)];
  const [rows, counted] = await Promise.all([ask('list', values), count ? ask('count', values) : []]);
  return c.json({ rows, count: counted[0]?.n });
});

app.get('/opportunities/:id', async (c) => {
  const [row] = await ask('record', [Number(c.req.param('id'))]);
  return row ? json(row.j) : c.text('', 404);
});

type Values = Record<string, unknown>;
/** The fields of a new opportunity that are wrong. */
function wrong(body: Values): string[] {
  const { name, amount, win_probability: chance } = body;
  const bad: string[] = [];
  if (typeof name !== 'string' || !name.trim() || name.length > 200) bad.push('name');
  if (!STAGES.includes(body.stage as (typeof STAGES)[number])) bad.push('stage');
  if (!TYPES.includes(body.type as (typeof TYPES)[number])) bad.push('type');
  if (!(Number(amount) >= 0)) bad.push('amount');
  if (!(Number(chance) >= 0 && Number(chance) <= 100)) bad.push('win_probability');
  for (const key of ['customer_id', 'owner_id']) if (!Number.isInteger(Number(body[key] ?? 'none'))) bad.push(key);
  if (!/^\d{4}-\d\d-\d\d$/.test(String(body.expected_close_date))) bad.push('expected_close_date');
  return bad;
}

app.post('/opportunities', async (c) => {
  const body = await c.req.json();
  const bad = wrong(body);
  if (bad.length > 0) return c.json({ bad }, 400);
  const row = { ...body, status: 'open' };
  const [made] = await ask('create', [CREATED.map((key) => row[key] ?? null)].flat());
  return json(made.j);
});

app.patch('/opportunities/:id', async (c) => {
  const { stage } = await c.req.json();
  if (!STAGES.includes(stage)) return c.json({ bad: ['stage'] }, 400);
  const [row] = await ask('move', [Number(c.req.param('id')), stage]);
  return row ? json(row.j) : c.text('', 404);
});

app.get('/reports/regions', async (c) => c.json({ rows: await ask('regions', []) }));
app.get('/reports/months', async (c) => c.json({ rows: await ask('months', []) }));
app.get('/board', async (c) => {
  const [totals, cards] = await Promise.all([ask('totals', []), ask('cards', [STAGES])]);
  return c.json({ columns: totals.map((each) => ({ ...each, cards: cards.filter((card) => card.stage === each.stage) })) });
});

app.post('/imports', async (c) => {
  const cells = parse(await c.req.text(), { columns: true }) as Record<string, string>[];
  const idsOf = async (table: string, names: (string | undefined)[]) =>
    new Map(
      (await pool.query(`select name, id from ${table} where name = any($1)`, [[...new Set(names)]])).rows.map((row) => [
        row.name,
        Number(row.id),
      ]),
    );
  const [customers, reps] = await Promise.all([
    idsOf(
      'customers',
      cells.map((row) => row.account),
    ),
    idsOf(
      'reps',
      cells.map((row) => row.owner),
    ),
  ]);
  const rows = cells.map((row) => ({
    ...row,
    status: 'open',
    customer_id: customers.get(row.account ?? ''),
    owner_id: reps.get(row.owner ?? ''),
  }));
  const good = rows.filter((row) => wrong(row).length === 0);
  const [made] = await ask('createMany', [JSON.stringify(good)]);
  return c.json({ done: made.n, refused: rows.length - good.length });
});

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' }, () => console.log('ready'));
process.on('SIGTERM', () => process.exit(0));
