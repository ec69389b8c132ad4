import { Hono } from 'hono';
import type { Pool } from 'pg';

const LIST = `select r.id, r.version, r.name, r.customer, r.stage, r.amount::text, r.expected_close, r.owner, r.updated_at, c.name as customer_name, p.name as owner_name
  from app_opportunity.opportunity r left join app_opportunity.customer c on c.id = r.customer and c.deleted_at is null left join pipewright.person p on p.user_id = r.owner
  where r.deleted_at is null and r.status = 'open' and r.amount >= $1 order by r.updated_at desc, r.id desc limit 51`;
const GET = `select r.*, c.name as customer_name, p.name as owner_name, d.name as decision_maker_name from app_opportunity.opportunity r
  left join app_opportunity.customer c on c.id = r.customer and c.deleted_at is null left join pipewright.person p on p.user_id = r.owner
  left join app_opportunity.contact d on d.id = r.decision_maker and d.deleted_at is null where r.id = $1 and r.deleted_at is null`;
const CREATE = `with made as (insert into app_opportunity.opportunity (id, code, name, customer, decision_maker, opportunity_type, amount, expected_close, pain_point, owner, department, pipeline, stage, status, stage_since, probability, created_by, updated_by)
    values (gen_random_uuid(), 'B-' || nextval('app_opportunity.opportunity_code_seq'), $1, $2, $3, $4, $5, $6, $7, $8, (select department from pipewright.person where user_id = $8), 'standard', 'first_contact', 'open', now(), 10, $8, $8) returning *),
  noted as (insert into app_opportunity._ledger (entity, record, kind, actor, cause, valid_at, before, after, record_version, definition_version) select 'opportunity', id, 'create', $8, '{}', now(), '{}', to_jsonb(made), 1, 1 from made)
  select * from made`;
const MOVE = `with moved as (update app_opportunity.opportunity set stage = $3, next_step = 'bench', budget_confirmed = true, probability = 30, stage_since = now(), updated_at = now(), updated_by = $4, version = version + 1 where id = $1 and version = $2 returning *),
  noted as (insert into app_opportunity._ledger (entity, record, kind, actor, cause, valid_at, before, after, record_version, definition_version) select 'opportunity', id, 'move', $4, '{}', now(), '{}', jsonb_build_object('stage', $3::text), version, 1 from moved)
  select * from moved`;

/** The same work as the product by hand: prepared statements, a token check, nothing configurable. What this stack can do at best. */
export function bareApp(pool: Pool, user: string): Hono {
  const app = new Hono();
  app.use(async (c, next) => (c.req.header('x-token') === 'bench' ? next() : c.text('', 401)));
  app.get('/records/opportunity', async (c) => {
    const least = JSON.parse(c.req.query('filter') ?? '{}').and[1]['>='][1];
    return c.json({ records: (await pool.query({ name: 'list', text: LIST, values: [least] })).rows });
  });
  app.get('/records/opportunity/:id', async (c) =>
    c.json((await pool.query({ name: 'get', text: GET, values: [c.req.param('id')] })).rows[0]),
  );
  app.post('/records/opportunity', async (c) => {
    const { values: v } = await c.req.json();
    return c.json(
      (
        await pool.query({
          name: 'create',
          text: CREATE,
          values: [v.name, v.customer, v.decision_maker, v.opportunity_type, v.amount, v.expected_close, v.pain_point, user],
        })
      ).rows[0],
      201,
    );
  });
  app.post('/records/opportunity/:id/move', async (c) => {
    const { version, stage } = await c.req.json();
    const { rows } = await pool.query({ name: 'move', text: MOVE, values: [c.req.param('id'), version, stage, user] });
    return rows[0] ? c.json(rows[0]) : c.text('', 409);
  });
  return app;
}
