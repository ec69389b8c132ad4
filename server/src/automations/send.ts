import { fieldOf, type Language, type Message, placesIn, say } from '@pipewright/definition';
import type { Effect } from '@pipewright/process';
import { peopleFor } from '../about/people.ts';
import { behindText, type Named, seesBy } from '../about/sees.ts';
import { filled } from '../about/text.ts';
import type { Queryable } from '../db/pool.ts';
import { deliver } from '../deliveries/deliver.ts';
import { viewsOf } from '../door/enter.ts';
import { namesOf } from '../door/names.ts';
import { type Came, came, type Ground, type Task } from './ground.ts';

type Post = Task<Extract<Effect, { kind: 'post' }>>;
type Mail = Task<Extract<Effect, { kind: 'mail' }>>;

const pageOf = ({ app }: Ground, { entity, record }: Task) => `/a/${app.published.key}/${entity.key}/${record.id}`;
const keyOf = ({ run, seq }: Task, more = '') => `${run.id}:${seq}${more}`;

/** What a step says, as far as a role may know the record, and its reader what it refers to. */
function saying(ground: Ground, { entity, record }: Task, role: string, text: Message, sees: (named: Named) => boolean): Message {
  return filled(ground.app.published.app, entity, role, record, text, sees);
}

const everything = () => true;

/** Has a text go out through a channel; of the record it carries what the text names. */
export async function post(ground: Ground, task: Post): Promise<Came> {
  const { effect, entity, record, ready } = task;
  const language = effect.language ?? ground.server.language;
  const text = saying(ground, task, ground.view.principal.role.key, effect.text, everything);
  const names = [entity.title, ...placesIn(effect.text)].filter((name) => fieldOf(entity, name));
  await deliver(ground.db, {
    ...{ app: ground.app.published.key, key: keyOf(task), to: { channel: effect.channel } },
    message: {
      title: say(ready.automation.name, language),
      text: text[language],
      ...{ link: pageOf(ground, task), type: `automation.${task.run.automation}` },
      record: { entity: entity.key, id: record.id, values: Object.fromEntries(names.map((name) => [name, record.facts[name] ?? null])) },
    },
  });
  return came('done', { input: { text } });
}

interface Address {
  readonly user: string;
  readonly email: string | null;
  readonly language: Language | null;
}

async function addressesOf(db: Queryable, users: readonly string[]): Promise<ReadonlyMap<string, Address>> {
  const { rows } = await db.query<Address>(
    `select p.user_id as "user", u.email, p.language from pipewright.person p join auth."user" u on u.id = p.user_id where p.user_id = any($1)`,
    [users],
  );
  return new Map(rows.map((each) => [each.user, each]));
}

/** Has letters go out to people of the app: each in its reader's language, and only to who may see the record at this moment, for a letter cannot be taken back. */
export async function mail(ground: Ground, task: Mail): Promise<Came> {
  const { db, app } = ground;
  const { effect, entity, record } = task;
  const whoIs = await peopleFor(db, app.published.key, [{ to: effect.to, facts: record.facts }]);
  const people = whoIs(effect.to, record.facts);
  const users = people.map(({ user }) => user);
  const [addresses, views] = [await addressesOf(db, users), await viewsOf(ground.server, db, users, app.published.key)];
  const said = [effect.subject, effect.text];
  const sees = await seesBy(
    db,
    [...views.values()],
    said.flatMap((text) => behindText(app.published.app, entity, record, text)),
  );
  const reached: string[] = [];
  for (const { user, role } of people) {
    const { email, language } = addresses.get(user) ?? { email: null, language: null };
    const view = views.get(user);
    const seen = view && (await namesOf(db, view, { type: 'reference', target: entity.key }, [record.id]))[record.id] !== undefined;
    if (!email || !seen) continue;
    const text = (message: Message) =>
      saying(ground, task, role, message, (named) => sees(user, named))[language ?? ground.server.language];
    const message = { title: text(effect.subject), text: text(effect.text), link: pageOf(ground, task) };
    await deliver(db, { app: app.published.key, key: keyOf(task, `:${user}`), to: { mail: email }, message });
    reached.push(user);
  }
  return reached.length === 0
    ? came('nobody')
    : came('done', { people: reached, input: { text: saying(ground, task, ground.view.principal.role.key, effect.subject, everything) } });
}
