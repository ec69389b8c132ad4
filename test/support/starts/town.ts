import { publish, type RunningServer, setRoles, settleRuns } from '@pipewright/server';
import { clientFor, type TestClient } from '../client.ts';
import { type Dice, diceOf } from '../dice.ts';
import { buttonFor, type Meaning, type Pulled, type Row, randomMeaning, randomPulled, startsApp } from './app.ts';

/** How many automations a write may begin, and how many meanings an automation can carry out, in each app. */
const PULLED = 40;
const BUTTONS = 30;

/** An app with random automations, and who writes in it. */
export interface Ground {
  readonly server: RunningServer;
  readonly dice: Dice;
  readonly app: string;
  readonly client: TestClient;
  readonly admin: string;
  readonly sales: string;
  /** Somebody with open records, who can be let go. */
  readonly leaver: string;
  readonly firms: readonly { readonly id: string; readonly name: string; readonly size: string }[];
  readonly pulled: readonly Pulled[];
  /** The button by which an automation does what is meant. */
  readonly button: (meaning: Meaning) => string | undefined;
  /** Meanings that have a button. */
  readonly known: readonly Meaning[];
}

/** Publishes an app for the people of the demo. */
export async function openGround(server: RunningServer, seed: number, n: number): Promise<Ground> {
  const dice = diceOf(seed * 7919 + n);
  const { pool } = server;
  const app = `starts_${n}`;
  const idOf = async (login: string) =>
    (await pool.query('select id from auth."user" where email = $1', [`${login}@demo.local`])).rows[0].id as string;
  const [admin, sales] = [await idOf('admin'), await idOf('sales')];
  const { rows } = await pool.query<{ id: string; workspace: string }>(
    'select user_id as id, workspace::text from pipewright.person where active and user_id <> all($1) order by user_id limit 1',
    [[admin, sales, await idOf('manager')]],
  );
  const { id: leaver, workspace } = rows[0] as { id: string; workspace: string };
  const firmIds = ['Big', 'Small'].map((name) => ({ id: '', name, size: name.toLowerCase() }));
  const pulled = randomPulled(dice, PULLED);
  const rowLike = (): Row => ({
    deleted_at: null,
    owner: dice.pick([admin, sales, null]),
    status: dice.pick(['open', 'paused']),
    pipeline: dice.pick(['plain', 'plain', 'big']),
  });
  const meant: Meaning[] = [
    { kind: 'change', values: { owner: null } },
    { kind: 'change', values: { owner: sales } },
    { kind: 'create', entity: 'visit', values: { name: 'Visit' } },
    { kind: 'create', entity: 'deal', values: { name: 'Deal', kind: 'a', amount: '300', note: 'x' } },
    ...Array.from({ length: BUTTONS }, () => randomMeaning(dice, rowLike(), [admin, sales], [])),
  ];
  const buttons = new Map<string, string>();
  const automations = meant.flatMap((meaning, i) => {
    const name = JSON.stringify(meaning);
    const made = buttons.has(name) ? undefined : buttonFor(`act_${i}`, meaning, sales);
    if (made) buttons.set(name, made.key);
    return made ? [made] : [];
  });
  const document = startsApp([...pulled.map(({ automation }) => automation), ...automations]);
  await pool.query('insert into pipewright.app (key, workspace, draft) values ($1, $2, $3)', [app, workspace, JSON.stringify(document)]);
  await publish(pool, { key: app, document, base: 0, by: null });
  await setRoles(pool, app, [
    { user: admin, role: 'admin' },
    { user: leaver, role: 'admin' },
    { user: sales, role: 'sales' },
  ]);
  const client = await clientFor(server, 'admin@demo.local');
  const firms = [];
  for (const { name, size } of firmIds) {
    const made = await client.send('POST', `/apps/${app}/records/firm`, { values: { name, size } });
    if (made.status !== 201) throw new Error(made.text);
    firms.push({ id: made.body.id as string, name, size });
  }
  const button = (meaning: Meaning) => buttons.get(JSON.stringify(meaning));
  return {
    server,
    dice,
    app,
    client,
    admin,
    sales,
    leaver,
    firms,
    pulled,
    button,
    known: meant.filter((each) => button(each) !== undefined),
  };
}

/** Lets automations go on until nothing waits. */
export const settle = ({ server }: Ground) => settleRuns(server);

/** The rows of a table by id, as they are. */
export async function rowsOf({ server, app }: Ground, table: string): Promise<Map<string, Row>> {
  const { rows } = await server.pool.query(`select * from "app_${app}"."${table}"`);
  return new Map(rows.map((row) => [row.id as string, row as Row]));
}

/** The runs that writes began, as `record automation episode`. */
export async function runsOf({ server, app }: Ground): Promise<string[]> {
  const { rows } = await server.pool.query(
    `select record::text || ' ' || automation || ' ' || episode as name from "app_${app}"._run where automation like 'pulled%'`,
  );
  return rows.map(({ name }) => name as string);
}
