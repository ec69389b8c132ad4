import type { App } from '@pipewright/definition';
import { byPerson, publish, Refusal, saveTogether, type Write } from '@pipewright/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Answer } from './support/client.ts';
import { freshServer } from './support/database.ts';
import { type Dice, diceOf } from './support/dice.ts';
import { mutateApp, placesFor, type RoleKey, randomApp } from './support/paths/app.ts';
import { ask, said } from './support/paths/ask.ts';
import { roleFor, think, WAYS, type Way } from './support/paths/attempt.ts';
import { convert } from './support/paths/convert.ts';
import type { Doing, Whole } from './support/paths/doing.ts';
import { importDeals } from './support/paths/import.ts';
import { grantFor, guess, passable } from './support/paths/oracle.ts';
import { show } from './support/paths/shown.ts';
import { foundTown, insideAs, openApp, rowsOf, type Town } from './support/paths/town.ts';
import { differences, faultsOf, type Outcome } from './support/paths/verdict.ts';
import type { Attempt, Row, World } from './support/paths/world.ts';
import { storyDifferences } from './support/story.ts';

/** Attempts to write in this run, and the seed they come from. */
const PATHS = Number(process.env.PATHS ?? 600);
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Attempts on one app before the next is made up. */
const PER_APP = 150;

let town: Town;
let close: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshServer('migrated');
  close = fresh.close;
  town = await foundTown(fresh.server);
});
afterAll(() => close());

const counts = new Map<string, [accepted: number, refused: number]>();
const faults: string[] = [];

function count(path: string, accepted: boolean): void {
  const found = counts.get(path) ?? [0, 0];
  counts.set(path, accepted ? [found[0] + 1, found[1]] : [found[0], found[1] + 1]);
}

const outcomeOf = (answer: Answer): Outcome => ({
  accepted: answer.status < 300,
  status: answer.status,
  issues: answer.body?.issues?.length ?? 0,
  said: said(answer),
  text: answer.text,
});

/** What one app is tried with. */
class Trial implements Doing {
  readonly town = town;
  readonly count = count;
  readonly dice: Dice;
  readonly key: string;
  app: App;
  version = 1;
  readonly excepted = new Map<string, Set<string>>();
  readonly today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

  constructor(seed: number, n: number) {
    this.dice = diceOf(seed * 1009 + n);
    this.key = `p${n}`;
    this.app = randomApp(this.dice);
  }

  async world(role: RoleKey, app = this.app, deals?: ReadonlyMap<string, Row>): Promise<Whole> {
    const known = deals ?? (await rowsOf(town, this.key, 'deal'));
    const firms = await rowsOf(town, this.key, 'firm');
    const [tasks, papers] = await Promise.all([rowsOf(town, this.key, 'task'), rowsOf(town, this.key, 'paper')]);
    const codes = new Set([...known.values()].flatMap((row) => (row.deleted_at === null && row.code !== null ? [String(row.code)] : [])));
    return { app, role, user: town.users[role], today: this.today, firms, tasks, papers, codes, excepted: this.excepted, deals: known };
  }

  note(path: string, context: unknown, found: readonly string[]): void {
    faults.push(...found.map((fault) => `[${this.key} ${path}] ${fault}\n   ${JSON.stringify(context)}`));
  }

  private record(
    path: string,
    role: RoleKey,
    language: string,
    world: World,
    before: Row | null,
    attempt: Attempt,
    outcome: Outcome,
    after: Row | null,
  ) {
    count(path, outcome.accepted);
    this.note(path, { role, attempt, before }, faultsOf(role, language, guess(world, before, attempt), outcome, before, after));
  }

  private choose(deals: ReadonlyMap<string, Row>, way: Way): Row | null {
    const fits = [...deals.values()].filter((row) => (row.deleted_at !== null) === (way === 'restore'));
    if (way === 'create' || deals.size === 0) return null;
    return fits.length > 0 && this.dice.chance(0.97) ? this.dice.pick(fits) : this.dice.pick([...deals.values()]);
  }

  get language(): string {
    return this.dice.chance(0.5) ? 'en' : 'zh-CN';
  }

  async one(way: Way): Promise<void> {
    const role = roleFor(this.dice);
    const world = await this.world(role);
    const before = this.choose(world.deals, way);
    if (!before && way !== 'create') return;
    const attempt = think(this.dice, world, way, before);
    const { language } = this;
    const id = before ? String(before.id) : undefined;
    let answer = await ask(town.clients[role], this.key, way, id, attempt, language);
    this.record(way, role, language, world, before, attempt, outcomeOf(answer), await this.after(id ?? answer.body?.id));
    // Who is asked whether the record may move to another pipeline agrees now and then.
    const asks = answer.body?.asks?.pipeline;
    if (!asks || this.dice.chance(0.3)) return;
    const agreed = { ...attempt, pipeline: asks as string };
    answer = await ask(town.clients[role], this.key, way, id, agreed, language);
    this.record('agree', role, language, world, before, agreed, outcomeOf(answer), await this.after(id));
  }

  private async after(id: string | undefined): Promise<Row | null> {
    return id === undefined ? null : ((await rowsOf(town, this.key, 'deal')).get(id) ?? null);
  }

  /** An exception is asked for what holds a deal up, or a new one, and mostly granted: it may let it past the needs of its way and nothing else. */
  async except(): Promise<void> {
    const { dice } = this;
    const role = dice.pick(['sales', 'blind', 'fixed', 'stageless', 'pipeless', 'frozen', 'lead'] as const);
    const world = await this.world(role);
    const before = dice.chance(0.2) ? null : this.choose(world.deals, 'move');
    const way = before ? dice.pick(['move', 'move', 'status', 'rechoose'] as const) : 'create';
    const thought = think(dice, world, way, before);
    const guessed = guess(world, before, thought);
    const { kind: _, past: __, ...wish } = thought;
    const body = { ...wish, ...(before ? { record: before.id } : { version: undefined }), note: 'x' };
    let answer = await town.clients[role].send('POST', `/apps/${this.key}/records/deal/exceptions`, body);
    // Who asks a great many times in a minute has to wait.
    if (answer.status === 429) return;
    const context = { role, thought, before, answer: answer.text, why: guessed.reasons };
    const may = guessed.reasons.length > 0 && guessed.reasons.every(passable);
    count('exception asked', answer.status === 201);
    const waits = answer.body?.issues?.[0]?.code === 'exception.asked';
    if ((answer.status === 201) !== may && !waits) this.note('except', context, [may ? 'was not to be asked for' : 'was asked for']);
    const untouched = before && differences(before, await this.after(String(before.id))).length > 0;
    if (untouched) this.note('except', context, ['asking changed something']);
    if (answer.status !== 201) return;
    const { id } = answer.body;
    const own = await town.clients[role].send('POST', `/apps/${this.key}/exceptions/${id}/answer`, {
      grant: true,
      version: thought.version,
    });
    if (own.status < 300) this.note('except', context, ['was granted by who asked']);
    answer = await town.clients.admin.send('POST', `/apps/${this.key}/exceptions/${id}/answer`, {
      grant: dice.chance(0.8),
      ...(before ? { version: Number(before.version) } : {}),
    });
    count('exception answered', answer.status < 300);
    if (answer.status >= 300) return this.note('except', { ...context, answer: answer.text }, ['was not answered']);
    const deals = await rowsOf(town, this.key, 'deal');
    const state = (await town.server.pool.query(`select state, record::text from app_${this.key}._exception where id = $1`, [id])).rows[0];
    const after = deals.get(state.record) ?? null;
    const expected = state.state === 'granted' ? guessed.row : before;
    const wrong = differences(expected, after);
    if (wrong.length > 0) this.note('except', { ...context, after }, [`came out differently: ${wrong.join()}`]);
    if (state.state !== 'granted') return;
    const held = this.excepted.get(state.record) ?? new Set();
    for (const { what } of guessed.reasons) held.add(what.replace(/^lacks /, ''));
    this.excepted.set(state.record, held);
  }

  /** A class, a score of a firm changes; every deal of it keeps its place. */
  async firm(): Promise<void> {
    const { dice } = this;
    const firms = await rowsOf(town, this.key, 'firm');
    const firm = firms.size < 4 ? undefined : dice.pick([...firms.values()]);
    const values = { size: dice.pick(['big', 'small', null]), score: dice.pick([1, 5, 9, null]), zqfar: dice.pick(['x', 'y', null]) };
    const answer = firm
      ? await town.clients.lead.send('PATCH', `/apps/${this.key}/records/firm/${firm.id}`, { version: firm.version, values })
      : await town.clients.lead.send('POST', `/apps/${this.key}/records/firm`, { values: { ...values, name: `Firm ${firms.size}` } });
    count('firm', answer.status < 300);
    if (answer.status >= 300) this.note('firm', { firm, values }, [answer.text]);
  }

  /** Publishes a change; records of removed stages stay there or go somewhere else. */
  async publish(stay = false): Promise<void> {
    const next = mutateApp(this.dice, this.app);
    const places = placesFor(this.dice, this.app, next, stay);
    try {
      ({ version: this.version } = await publish(town.server.pool, {
        key: this.key,
        document: next,
        base: this.version,
        by: null,
        places,
      }));
      this.app = next;
      count('publish', true);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      count('publish', false);
    }
  }

  async import(past: boolean): Promise<void> {
    const { dice } = this;
    const role = dice.pick(['admin', 'lead', 'lead', 'sales', 'blind', 'frozen', 'stageless', 'pipeless'] as const);
    const world = await this.world(role);
    const attempts = Array.from({ length: 1 + dice.below(3) }, () => {
      const made = think(dice, world, 'create', null);
      const status = dice.chance(0.3) ? dice.pick(['won', 'lost', 'paused', 'open']) : undefined;
      return { ...made, past, ...(status ? { status } : {}) };
    });
    const { language } = this;
    const path = past ? 'import baseline' : 'import';
    const { baseline, create } = grantFor(this.app, role);
    const mayPast = baseline === true;
    const done = await importDeals(town, this.key, role, world, attempts, past, language);
    if (done.denied) {
      count(path, false);
      if (create && (mayPast || !past)) this.note(path, { role, attempts }, [`the import was refused: ${done.denied}`]);
      return;
    }
    if (past && !mayPast) this.note(path, { role }, ['a baseline was let in']);
    const codes = new Set(world.codes);
    const deals = new Map(world.deals);
    for (const [i, attempt] of attempts.entries()) {
      const outcome = done.outcomes[i] as Outcome;
      const after = done.ids[i] ? await this.after(done.ids[i]) : null;
      this.record(path, role, language, { ...world, codes, deals }, null, attempt, outcome, after);
      if (after) deals.set(String(after.id), after);
      if (outcome.accepted && after?.code) codes.add(String(after.code));
    }
  }

  /** Several writes in one transaction, all or nothing; some of them on a record that an earlier one of them has just written. */
  async bulk(): Promise<void> {
    const { dice } = this;
    const role = dice.pick(['admin', 'lead', 'lead', 'blind', 'fixed', 'frozen'] as const);
    const world = await this.world(role);
    const state = new Map(world.deals);
    const writes: Write[] = [];
    const reasons: string[] = [];
    for (let i = 0; i < 2 + dice.below(3); i += 1) {
      const way = dice.pick(['patch', 'empty', 'move', 'status', 'move', 'rechoose'] as const);
      const again = writes.length > 0 && dice.chance(0.4) ? state.get(String(writes.at(-1)?.change.id)) : undefined;
      const before = again ?? this.choose(state, way);
      if (!before) continue;
      const codes = new Set([...state.values()].flatMap((row) => (row.deleted_at === null && row.code !== null ? [String(row.code)] : [])));
      const now = { ...world, codes, deals: state };
      const thought = think(dice, now, way, before);
      const { past: _, ...change } = { ...thought, version: Number(before.version) };
      const guessed = guess(now, before, change);
      reasons.push(...guessed.reasons.map((each) => each.what));
      writes.push({ entity: 'deal', change: { ...change, id: String(before.id) } });
      const version = differences(guessed.row, before).length > 0 ? Number(before.version) + 1 : before.version;
      if (guessed.reasons.length === 0) state.set(String(before.id), { ...guessed.row, version });
    }
    const { db: _db, announce: _announce, ...context } = byPerson(town.server, await insideAs(town, this.key, role), { by: 'bulk' });
    let accepted = true;
    try {
      await saveTogether(town.server, context, writes);
    } catch (error) {
      accepted = false;
      if (!(error instanceof Refusal)) this.note('bulk', { role, writes }, [`failed: ${error}`]);
      else if (error.issues.length === 0) this.note('bulk', { role, writes }, ['refused without an issue']);
    }
    count('bulk', accepted);
    if (accepted !== (reasons.length === 0))
      this.note('bulk', { role, writes }, [accepted ? `got through: ${reasons.join('; ')}` : 'refused without a reason']);
    const after = await rowsOf(town, this.key, 'deal');
    const expected = accepted ? state : world.deals;
    const wrong = [...expected].flatMap(([id, row]) => differences(row, after.get(id)).map((each) => `${id} ${each}`));
    if (wrong.length > 0 && reasons.length === 0) this.note('bulk', { role, writes }, [`came out differently: ${wrong.join(', ')}`]);
    if (!accepted && wrong.length > 0) this.note('bulk', { role, writes }, ['refused, and something was written']);
  }

  /** Two at once on the same deal: what came out is what one of the two orders gives. */
  async pair(): Promise<void> {
    const { dice } = this;
    const roles = [dice.pick(['admin', 'lead'] as const), dice.pick(['lead', 'blind', 'fixed'] as const)] as const;
    const worlds = await Promise.all(roles.map((role) => this.world(role)));
    const before = this.choose((worlds[0] as Whole).deals, 'move');
    if (!before || before.deleted_at !== null) return;
    const ways = [dice.pick(['empty', 'patch', 'move'] as const), dice.pick(['move', 'status', 'rechoose', 'delete'] as const)] as const;
    const attempts = ways.map((way, i) => ({ ...think(dice, worlds[i] as World, way, before), version: Number(before.version) }));
    const answers = await Promise.all(
      attempts.map((attempt, i) => ask(town.clients[roles[i] as RoleKey], this.key, ways[i] as Way, String(before.id), attempt, 'en')),
    );
    const after = (await this.after(String(before.id))) as Row;
    const guesses = attempts.map((attempt, i) => guess(worlds[i] as World, before, attempt));
    const changes = guesses.map((each) => differences(each.row, before).length > 0 || each.row.deleted_at !== before.deleted_at);
    const context = { roles, attempts, before, answers: answers.map((each) => [each.status, said(each)]) };
    const winners = answers.flatMap((answer, i) => (answer.status < 300 && changes[i] ? [i] : []));
    for (const [i, answer] of answers.entries()) {
      count(`at once: ${ways[i]}`, answer.status < 300);
      if (answer.status >= 500) this.note('pair', context, [`answered ${answer.status}`]);
      if (answer.status < 300 && (guesses[i]?.reasons.length ?? 0) > 0)
        this.note('pair', context, [`got through: ${guesses[i]?.reasons.map((each) => each.what).join('; ')}`]);
      const conflict = answer.body?.issues?.some((each: { code: string }) => ['version.conflict', 'unknown.record'].includes(each.code));
      if (answer.status >= 300 && guesses[i]?.reasons.length === 0 && !(conflict && winners.length > 0))
        this.note('pair', context, ['refused without a reason']);
    }
    if (winners.length > 1) this.note('pair', context, ['both wrote over the same version']);
    const expected = winners.length === 1 ? guesses[winners[0] as number]?.row : before;
    const wrong = differences(expected, after);
    if (wrong.length > 0) this.note('pair', context, [`came out differently: ${wrong.join()}`]);
  }

  /** A deal moves while its firm changes, what shows its work does, or the app is published: one of the two orders explains the answer. */
  async meanwhile(): Promise<void> {
    const { dice } = this;
    const role = dice.pick(['admin', 'lead', 'blind'] as const);
    const earlier = await this.world(role);
    const before = this.choose(earlier.deals, 'move');
    if (!before) return;
    const way = dice.pick(['move', 'status', 'empty', 'rechoose', 'patch'] as const);
    const attempt = think(dice, earlier, way, before);
    const other = dice.pick([() => this.firm(), () => this.publish(true), () => show(this, true)])();
    const [answer] = await Promise.all([ask(town.clients[role], this.key, way, String(before.id), attempt, 'en'), other]);
    const later = await this.world(role);
    const after = await this.after(String(before.id));
    count(`meanwhile: ${way}`, answer.status < 300);
    const found = [earlier, later, { ...earlier, firms: later.firms }, { ...later, firms: earlier.firms }].map((world) =>
      faultsOf(role, 'en', guess(world, before, attempt), outcomeOf(answer), before, after),
    );
    if (found.every((each) => each.length > 0)) this.note('meanwhile', { role, attempt, before }, found[0] as string[]);
  }

  /** There and back again: the kind changes, the deal goes forward the easy way, the kind changes back. */
  async detour(): Promise<void> {
    const role = this.dice.pick(['lead', 'admin', 'blind'] as const);
    const deals = (await this.world(role)).deals;
    const chosen = this.choose(deals, 'move');
    if (!chosen) return;
    for (const kind of ['b', 'move', 'move', 'c', 'move', 'a', 'move', 'won']) {
      const world = await this.world(role);
      const before = world.deals.get(String(chosen.id)) as Row;
      const moving = kind === 'move' ? think(this.dice, world, 'move', before) : undefined;
      const base = { kind: 'update' as const, version: Number(before.version), values: {} };
      const attempt: Attempt = moving
        ? { ...base, stage: moving.stage }
        : kind === 'won'
          ? { ...base, status: 'won' }
          : { ...base, values: { kind }, pipeline: this.app.entities[0]?.process?.pipelines[this.dice.below(2)]?.key };
      const way = attempt.stage || attempt.status ? 'move' : 'patch';
      const answer = await ask(town.clients[role], this.key, way, String(before.id), attempt, 'en');
      this.record('detour', role, 'en', world, before, attempt, outcomeOf(answer), await this.after(String(before.id)));
    }
  }
}

it(`${PATHS} attempts by every path get through only where nothing is lacking, and are refused only with a reason`, async () => {
  let tried = 0;
  for (let n = 0; tried < PATHS; n += 1) {
    const trial = new Trial(SEED, n);
    await openApp(town, trial.key, trial.app);
    for (let i = 0; i < 4; i += 1) await trial.firm();
    for (let i = 0; i < 8; i += 1) await trial.one('create');
    for (let i = 0; i < 3; i += 1) await trial.import(true);
    const start = [...counts.values()].flat().reduce((sum, each) => sum + each, 0);
    const total = () => [...counts.values()].flat().reduce((sum, each) => sum + each, 0);
    while (total() - start < PER_APP) {
      const what = trial.dice.below(100);
      if (what < 9) await show(trial);
      else if (what < 14) await convert(trial);
      else if (what < 54) await trial.one(trial.dice.pick(WAYS));
      else if (what < 60) await trial.except();
      else if (what < 66) await trial.one('move');
      else if (what < 72) await trial.bulk();
      else if (what < 76) await trial.import(what < 74);
      else if (what < 82) await trial.firm();
      else if (what < 85) await trial.publish();
      else if (what < 92) await trial.pair();
      else if (what < 97) await trial.meanwhile();
      else await trial.detour();
    }
    faults.push(...(await storyDifferences(town.server.pool, trial.key)).map((each) => `[${trial.key}] ${JSON.stringify(each)}`));
    tried = total();
  }
  const table = [...counts].sort().map(([path, [accepted, refused]]) => `${path} ${accepted}/${refused}`);
  console.log(`paths: seed ${SEED}, ${tried} attempts; accepted/refused by path: ${table.join(', ')}`);
  if (faults.length > 0) console.log(`${faults.length} faults (SEED=${SEED}):\n${faults.slice(0, 12).join('\n')}`);
  expect(faults.length).toBe(0);
  // A short run may miss the rarer half of some ways.
  for (const way of PATHS < 3000 ? ['create' as const, 'move' as const] : WAYS.filter((each) => each !== 'mass')) {
    const [accepted = 0, refused = 0] = counts.get(way) ?? [];
    expect([way, accepted > 0, refused > 0]).toEqual([way, true, true]);
  }
}, 1_800_000);
