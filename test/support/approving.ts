import type { ApprovalItem, ApprovalWish, Automation, Node, NodeOf } from '@pipewright/definition';
import { addAccounts, addPeople, DEMO, hashPassword, newId, type RunningServer, setRoles } from '@pipewright/server';
import { label, passes } from './automating.ts';
import { type Answer, clientFor, type TestClient } from './client.ts';

const APP = '/apps/opportunity';
const DEALS = `${APP}/records/opportunity`;

/** Somebody who may decide: their id, and who asks in their name. */
export interface Approver {
  readonly user: string;
  readonly email: string;
  readonly client: TestClient;
}

/** Takes people on in the department that a person of the demo leads, with a role. */
export async function hire(server: RunningServer, names: readonly string[], role = 'manager'): Promise<Approver[]> {
  const { pool } = server;
  const hash = await hashPassword(server.auth, DEMO.password);
  const mark = newId().slice(-8);
  const emails = names.map((name) => `${name}.${mark}@demo.local`);
  const users = await addAccounts(
    pool,
    names.map((name, i) => ({ name, email: emails[i] as string, passwordHash: hash })),
  );
  const { rows } = await pool.query<{ workspace: string; department: string }>(
    `select p.workspace::text, p.department::text from pipewright.person p join auth."user" u on u.id = p.user_id where u.email = 'manager@demo.local'`,
  );
  const { workspace = '', department = '' } = rows[0] ?? {};
  await addPeople(
    pool,
    workspace,
    users.map((user, i) => ({ user, department, name: names[i] as string })),
  );
  await setRoles(
    pool,
    'opportunity',
    users.map((user) => ({ user, role })),
  );
  const hired: Approver[] = [];
  for (const [i, user] of users.entries())
    hired.push({ user, email: emails[i] as string, client: await clientFor(server, emails[i] as string) });
  return hired;
}

/** A flow that begins with a press of who sells, asks for approval, and puts what came of it into the next step. */
export function approvalFlow(ask: Partial<NodeOf<'approve'>> & Pick<NodeOf<'approve'>, 'to'>, more: Partial<Automation> = {}): Automation {
  const said = (key: string): Node => ({ key, kind: 'set', values: { next_step: key }, next: { done: null } });
  return {
    ...{ key: 'consent', name: label('Consent'), entity: 'opportunity', start: 'ask' },
    on: { kind: 'button', label: label('Ask'), roles: ['sales', 'manager', 'admin'] },
    nodes: [
      {
        ...{
          key: 'ask',
          kind: 'approve',
          text: label('Is {name} all right?'),
          mode: 'any',
          allows: ['return', 'transfer', 'add'],
          binds: ['amount', 'name'],
        },
        next: { approved: 'approved', rejected: 'rejected', withdrawn: 'withdrawn' },
        ...ask,
      },
      ...['approved', 'rejected', 'withdrawn'].map(said),
    ],
    ...more,
  };
}

/** What is done with approvals over the API. */
export function approvalDesk(server: RunningServer, admin: TestClient) {
  const one = async (client: TestClient, id: string) => (await client.get(`${APP}/approvals/${id}`)).body;
  const act = (client: TestClient, id: string, wish: ApprovalWish) => client.send('POST', `${APP}/approvals/${id}/act`, wish);
  return {
    /** A deal of somebody. */
    deal: async (client: TestClient, values: object = {}): Promise<{ id: string; version: number }> => {
      const customer = await admin.send('POST', `${APP}/records/customer`, { values: { name: `Approvals ${newId()}` } });
      const contact = await admin.send('POST', `${APP}/records/contact`, { values: { name: 'Ada', customer: customer.body.id } });
      const { user } = (await client.get('/me')).body;
      const ground = { name: 'A deal', customer: customer.body.id, decision_maker: contact.body.id, source: 'website', amount: '1000' };
      const made = await admin.send('POST', DEALS, {
        values: { ...ground, pain_point: 'x', expected_close: '2031-01-31', owner: user, opportunity_type: 'new', ...values },
      });
      if (made.status !== 201) throw new Error(made.text);
      return made.body;
    },
    press: async (client: TestClient, record: string): Promise<Answer> => client.send('POST', `${DEALS}/${record}/press/consent`),
    settle: async (now = new Date(Date.now() + 1000).toISOString()) => {
      await passes(server, now);
    },
    one,
    act,
    /** Does something for what is seen at this moment. */
    decide: async (client: TestClient, id: string, what: 'approve' | 'reject' | 'return', note = 'Why'): Promise<Answer> =>
      act(client, id, { act: what, digest: (await one(client, id)).digest, note }),
    of: async (client: TestClient, record: string): Promise<ApprovalItem[]> =>
      (await client.get(`${DEALS}/${record}/approvals`)).body.approvals,
    todo: async (client: TestClient): Promise<ApprovalItem[]> => (await client.get(`${APP}/approvals`)).body.approvals,
    came: async (record: string) =>
      (await server.pool.query('select next_step as at from app_opportunity.opportunity where id = $1', [record])).rows[0].at,
    told: async (user: string, record: string): Promise<string[]> =>
      (
        await server.pool.query<{ kind: string }>(
          'select kind from pipewright.notice where person = $1 and record = $2 order by created_at, id',
          [user, record],
        )
      ).rows.map(({ kind }) => kind),
    change: async (client: TestClient, record: string, values: object): Promise<Answer> => {
      const { version } = (await client.get(`${DEALS}/${record}`)).body;
      return client.send('PATCH', `${DEALS}/${record}`, { version, values });
    },
  };
}
