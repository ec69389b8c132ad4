import { type App, type Automation, entityOf } from '@pipewright/definition';
import { exampleWith } from '@pipewright/definition/example-automations';
import { dayIn, type Window } from '@pipewright/process';
import {
  newId,
  pastFirings,
  publish,
  Refusal,
  type RunningServer,
  saveTogether,
  setRoles,
  settleRuns,
  tickApp,
  type Write,
  workApps,
} from '@pipewright/server';
import { type Dice, diceOf } from './dice.ts';

/** The key of the app of the simulation. */
export const SIMULATED = 'simulated';
const SCHEMA = `app_${SIMULATED}`;

type Found = { readonly id: string; readonly version: number; readonly deleted: boolean };

/** A random business that a seed repeats: deals of firms, with visits, written through the door by a clock of its own. */
export class Simulated {
  readonly server: RunningServer;
  readonly dice: Dice;
  #people: readonly string[] = [];
  #workspace = '';
  readonly #deals: string[] = [];
  readonly #visits: string[] = [];
  readonly #firms: string[] = [];
  /** How many writes were done, and how many were refused by a rule. */
  readonly counts = { written: 0, refused: 0 };

  constructor(server: RunningServer, seed: number) {
    this.server = server;
    this.dice = diceOf(seed);
  }

  /** Publishes the example with these automations for the people of the demo. */
  async open(automations: readonly Automation[], change: (app: App) => App = (app) => app): Promise<void> {
    const { pool } = this.server;
    const { rows } = await pool.query<{ id: string; workspace: string }>(
      `select user_id as id, workspace::text from pipewright.person where active order by user_id limit 4`,
    );
    this.#people = rows.map(({ id }) => id);
    this.#workspace = rows[0]?.workspace ?? '';
    const app: App = change(exampleWith(automations));
    await pool.query('insert into pipewright.app (key, workspace, draft) values ($1, $2, $3)', [
      SIMULATED,
      this.#workspace,
      JSON.stringify(app),
    ]);
    await publish(pool, { key: SIMULATED, document: app, base: 0, by: null });
    await setRoles(
      pool,
      SIMULATED,
      this.#people.map((user) => ({ user, role: 'admin' })),
    );
  }

  /** The people who write. */
  get people(): readonly string[] {
    return this.#people;
  }

  /** The version in which a deal is. */
  async versionOf(id: string): Promise<number> {
    return (await this.server.pool.query(`select version from ${SCHEMA}.deal where id = $1`, [id])).rows[0].version;
  }

  /** The app as a worker has it. */
  async app() {
    const [app] = await workApps(this.server, this.server.pool, SIMULATED);
    if (!app) throw new Error('There is no app');
    return app;
  }

  /** Asks the clock at an instant, and carries on what waits right after it. */
  async tick(now: string): Promise<void> {
    await tickApp(this.server, await this.app(), now);
    await this.settle(new Date(Date.parse(now) + 1).toISOString());
  }

  /** Carries on what waits at an instant. */
  async settle(now: string): Promise<void> {
    const { rows } = await this.server.pool.query(`select from ${SCHEMA}._run where state = 'waiting' limit 1`);
    if (rows.length > 0) await settleRuns(this.server, undefined, async () => now);
  }

  /**
   * Goes on for a while: people do things at any time, and the clock is asked in steps.
   * @param each is done after each of these
   */
  async live({ from, to, step }: Window, acts: number, each: (now: string) => Promise<void> = async () => undefined): Promise<void> {
    const [begin, end] = [Date.parse(from), Date.parse(to)];
    const when = Array.from({ length: acts }, () => begin + 1 + this.dice.below(end - begin)).sort((a, b) => a - b);
    for (let tick = begin; tick <= end; tick += step) {
      while ((when[0] ?? end) < tick) {
        const at = new Date(when.shift() ?? 0).toISOString();
        await this.act(at);
        await this.settle(at);
        await each(at);
      }
      const at = new Date(tick).toISOString();
      await this.tick(at);
      await each(at);
    }
  }

  /** What automations should have begun in a time, each as its key, the record, the level and when. */
  async firings(automations: readonly Automation[], window: Window): Promise<string[]> {
    const app = await this.app();
    const told: string[] = [];
    for (const automation of automations) {
      const entity = entityOf(app.published.app, automation.entity);
      if (!entity) throw new Error('unknown entity');
      for await (const found of pastFirings(this.server.pool, app, entity, automation, window))
        told.push(...found.map(({ record, level, at }) => `${automation.key} ${record} ${level ?? '-'} ${at}`));
    }
    return told.sort();
  }

  /** Does something of what people do, at an instant. */
  async act(now: string): Promise<void> {
    const wish = await this.#wish(now);
    try {
      await this.write(now, [wish]);
      this.counts.written += 1;
      const { kind, id = '' } = wish.change;
      if (kind === 'create') ({ deal: this.#deals, visit: this.#visits, firm: this.#firms })[wish.entity]?.push(id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.counts.refused += 1;
    }
  }

  /** Writes as somebody of the app does at an instant, all or nothing. */
  async write(now: string, wishes: readonly Write[]): Promise<void> {
    const user = this.dice.pick(this.#people);
    const { published } = await this.app();
    const role = published.app.roles.find(({ admin }) => admin);
    if (!role) throw new Error('Nobody may do anything');
    const today = dayIn(published.app.timeZone, now);
    const principal = { user, workspace: this.#workspace, role, department: null, departments: [], now, today };
    const view = { app: published.app, schema: published.schema, principal };
    const terms = { view, published, newId, actor: { kind: 'person' as const, id: user }, cause: { by: 'form' as const } };
    await saveTogether(this.server, terms, wishes);
  }

  async #wish(now: string): Promise<Write> {
    const { dice } = this;
    const size = () => dice.pick(['big', 'big', 'small', null]);
    if (this.#firms.length < 5 || dice.chance(0.02)) return made('firm', { name: `Firm ${this.#firms.length}`, size: size() });
    if (this.#deals.length < 10 || dice.chance(0.1)) return made('deal', this.#dealValues(now, true));
    if (dice.chance(0.12)) return made('visit', { name: 'Visit', deal: dice.pick(this.#deals) });
    if (dice.chance(0.06)) return this.#change('firm', this.#firms, { values: { size: size() } });
    if (this.#visits.length > 0 && dice.chance(0.08))
      return this.#change('visit', this.#visits, dice.chance(0.5) ? 'remove' : { values: { deal: dice.pick(this.#deals) } });
    const what = dice.below(100);
    if (what < 25) return this.#change('deal', this.#deals, { values: {}, stage: dice.pick(['start', 'offer', 'sign', 'tender']) });
    if (what < 60) return this.#change('deal', this.#deals, { values: {}, status: dice.pick(STATUS) });
    if (what < 90) return this.#change('deal', this.#deals, { values: this.#dealValues(now, false) });
    return this.#change('deal', this.#deals, 'remove');
  }

  #dealValues(now: string, all: boolean): Record<string, unknown> {
    const { dice } = this;
    const day = new Date(Date.parse(now) + (dice.below(80) - 20) * 86_400_000).toISOString().slice(0, 10);
    const values = {
      ...{ amount: String(50 + dice.below(10) * 100), due: day, firm: dice.pick(this.#firms), reason: dice.pick(['price', null]) },
      owner: dice.chance(0.25) ? null : dice.pick(this.#people),
    };
    const kept = all ? Object.entries(values) : dice.some(Object.entries(values), 0.4);
    return Object.fromEntries([...(all ? [['name', `Deal ${this.#deals.length}`]] : []), ...kept]);
  }

  /** A change of one of these; a deleted one is brought back, or one that is there deleted. */
  async #change(entity: string, ids: readonly string[], wish: 'remove' | Omit<Write['change'], 'kind'>): Promise<Write> {
    const id = this.dice.pick(ids);
    const { rows } = await this.server.pool.query<Found>(
      `select id::text, version, deleted_at is not null as deleted from ${SCHEMA}."${entityOf((await this.app()).published.app, entity)?.key}" where id = $1`,
      [id],
    );
    const { version, deleted } = rows[0] as Found;
    if (deleted) return { entity, change: { kind: 'restore', id, version, values: {} } };
    return { entity, change: wish === 'remove' ? { kind: 'delete', id, version, values: {} } : { kind: 'update', id, version, ...wish } };
  }
}

const STATUS = ['open', 'open', 'open', 'paused', 'paused', 'future', 'won', 'lost'];
const made = (entity: string, values: Record<string, unknown>): Write => ({ entity, change: { kind: 'create', id: newId(), values } });
