import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshServer } from './support/database.ts';
import { type Meaning, type Row, randomMeaning } from './support/starts/app.ts';
import { expectedRuns } from './support/starts/model.ts';
import { type Ground, openGround, rowsOf, runsOf } from './support/starts/town.ts';
import { make, perform, type Way, waysOf } from './support/starts/ways.ts';

/** Apps with automations of their own in this run, how much is done in each, and the seed; raise them for a longer run. */
const APPS = Number(process.env.STARTS_APPS ?? 2);
const MEANINGS = Number(process.env.STARTS_MEANINGS ?? 30);
const SEED = Number(process.env.STARTS_SEED ?? 1);
/** Records to which the same is done side by side, each time in other ways. */
const TRACKS = 7;
/** What must have come out the same; a visit that an automation makes belongs to whom its deal belongs to. */
const COMPARED = { deal: ['kind', 'amount', 'note', 'firm', 'owner', 'pipeline', 'stage', 'status'], visit: ['name'] } as const;

let server: RunningServer;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
});
afterAll(() => close());

const counts = { writes: 0, refused: 0, runs: 0, ways: {} as Record<string, number>, automations: new Set<string>() };
const differences: unknown[] = [];

/** Records that go through the same, followed side by side. */
class Tracks {
  readonly #ground: Ground;
  #ids: string[] = [];
  #turn = 0;
  #reclaimed = false;
  readonly #begun = new Set<string>();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Makes as many records of a meaning, spread over the ways that can. Answers their ids, each with its way. */
  async make(meaning: Extract<Meaning, { kind: 'create' }>, deals?: readonly Row[]): Promise<void> {
    const made = new Map<string, Way>();
    const before = new Set((await rowsOf(this.#ground, meaning.entity)).keys());
    for (let i = 0; i < TRACKS; i += 1) {
      const way = this.#way(waysOf(this.#ground, meaning, undefined, false), i);
      await make(this.#ground, way, meaning, deals?.[i]);
      for (const id of (await rowsOf(this.#ground, meaning.entity)).keys()) if (!before.has(id) && !made.has(id)) made.set(id, way);
    }
    if (meaning.entity === 'deal') this.#ids = [...made.keys()];
    await this.#compare(meaning, meaning.entity, made, new Map());
    this.#turn += 1;
  }

  /** The records as they are; all of them stand alike. */
  async rows(): Promise<Row[]> {
    const all = await rowsOf(this.#ground, 'deal');
    return this.#ids.map((id) => all.get(id) as Row);
  }

  /** Does the same to all, each in another way as far as there are so many. */
  async change(meaning: Exclude<Meaning, { kind: 'create' }>): Promise<void> {
    const rows = await this.rows();
    const able = waysOf(this.#ground, meaning, rows[0], this.#reclaimed);
    const ways = new Map(rows.map((row, i) => [row.id as string, this.#way(able, i)]));
    const said: Record<string, readonly string[]> = {};
    for (const [way, group] of Map.groupBy(rows, ({ id }) => ways.get(id as string) as Way)) {
      const refused = await perform(this.#ground, way, meaning, group);
      counts.refused += refused.length > 0 ? group.length : 0;
      if (refused.length > 0) said[way] = refused;
    }
    if (meaning.kind === 'change' && meaning.values.owner === null) this.#reclaimed = true;
    await this.#compare(meaning, 'deal', ways, new Map(rows.map((row) => [row.id as string, row])), said);
    this.#turn += 1;
  }

  #way(able: readonly Way[], i: number): Way {
    const way = able[(i + this.#turn) % able.length] as Way;
    counts.ways[way] = (counts.ways[way] ?? 0) + 1;
    counts.writes += 1;
    return way;
  }

  /** Holds what came to be and what was begun against the model, for each record, and the records against each other. */
  async #compare(
    meaning: Meaning,
    entity: keyof typeof COMPARED,
    ways: ReadonlyMap<string, Way>,
    before: ReadonlyMap<string, Row>,
    said: Readonly<Record<string, readonly string[]>> = {},
  ): Promise<void> {
    const rows = await rowsOf(this.#ground, entity);
    const found = (await runsOf(this.#ground)).filter((name) => !this.#begun.has(name));
    const sizeOf = ({ firm }: Row) => this.#ground.firms.find(({ id }) => id === firm)?.size ?? null;
    const expected = [...ways.keys()].flatMap((id) => {
      const row = rows.get(id) as Row;
      const begun = new Set([...this.#begun].map((name) => name.slice(id.length + 1)));
      return expectedRuns(this.#ground.pulled, entity, before.get(id), row, sizeOf(row), begun).map((name) => `${id} ${name}`);
    });
    const named = (id: string | undefined) => ways.get(id ?? '') ?? 'none of these';
    const apart = (name: string) => ({ meaning, name, way: named(name.split(' ')[0]) });
    differences.push(...found.filter((name) => !expected.includes(name)).map((name) => ({ begun: apart(name) })));
    differences.push(...expected.filter((name) => !found.includes(name)).map((name) => ({ missing: apart(name) })));
    const stand = (id: string) =>
      JSON.stringify([...COMPARED[entity].map((key) => rows.get(id)?.[key] ?? null), rows.get(id)?.deleted_at === null]);
    const [first = ''] = ways.keys();
    for (const [id, way] of ways)
      if (stand(id) !== stand(first)) differences.push({ meaning, way, stands: stand(id), than: [named(first), stand(first)], said });
    for (const name of found) {
      this.#begun.add(name);
      counts.automations.add(`${this.#ground.app} ${name.split(' ')[1]}`);
    }
    counts.runs += found.length;
  }
}

async function day(ground: Ground): Promise<void> {
  const { dice, admin, sales, leaver, client } = ground;
  const tracks = new Tracks(ground);
  const firms = ground.firms.map(({ id }) => id);
  const more: Row = { kind: dice.pick(['a', 'b', 'c']), amount: '300', firm: dice.pick(firms) };
  const stage = more.kind === 'c' ? 'tender' : 'offer';
  const beginnings: Extract<Meaning, { kind: 'create' }>[] = [
    { kind: 'create', entity: 'deal', values: { name: 'Deal', kind: 'a', amount: '300', note: 'x' } },
    { kind: 'create', entity: 'deal', values: { name: 'Deal', ...more } },
    { kind: 'create', entity: 'deal', values: { name: 'Deal', ...more }, stage },
    { kind: 'create', entity: 'deal', values: { name: 'Deal', ...more }, status: dice.pick(['won', 'lost']) },
  ];
  for (const beginning of dice.some(beginnings.slice(1), 0.7)) await tracks.make(beginning);
  await tracks.make(beginnings[0] as (typeof beginnings)[0]);
  for (let i = 0; i < MEANINGS; i += 1) {
    const [row] = await tracks.rows();
    if (!row) throw new Error('There is no record');
    const known = ground.known.filter((each) => each.kind === 'change');
    const usual = row.deleted_at === null && dice.chance(0.55) ? dice.pick(known) : randomMeaning(dice, row, [admin, sales], firms);
    if (usual.kind !== 'create') await tracks.change(usual);
    if (row.deleted_at === null && usual.kind !== 'delete' && i % 8 === 0)
      await tracks.make({ kind: 'create', entity: 'visit', values: { name: 'Visit' } }, await tracks.rows());
  }
  // What goes on to others because somebody leaves is no change that somebody made: it begins nothing.
  await tracks.make(beginnings[0] as (typeof beginnings)[0]);
  await tracks.change({ kind: 'change', values: { owner: leaver } });
  const before = await runsOf(ground);
  const left = await client.send('POST', `/people/${leaver}/leave`, { to: admin });
  expect([left.status, left.status < 300 ? '' : left.text]).toEqual([left.status, '']);
  await expect.poll(async () => (await tracks.rows()).map(({ owner }) => owner), { timeout: 20_000 }).toEqual(Array(TRACKS).fill(admin));
  expect(await runsOf(ground)).toEqual(before);
}

it(`begins the same runs in every way, through ${APPS} apps with automations of their own`, {
  timeout: 60_000 + APPS * MEANINGS * 10_000,
}, async () => {
  for (let n = 0; n < APPS; n += 1) await day(await openGround(server, SEED, n));
  console.log(
    `every path: ${JSON.stringify({ seed: SEED, apps: APPS, ...counts, automations: counts.automations.size, differences: differences.length })}`,
  );
  expect(differences.slice(0, 5)).toEqual([]);
  expect(Object.keys(counts.ways).sort()).toEqual([
    'alone',
    'api',
    'bin',
    'cell',
    'claim',
    'edit',
    'filter',
    'import',
    'line',
    'many',
    'move',
    'step',
  ]);
  expect(counts.runs).toBeGreaterThan(APPS * MEANINGS * TRACKS);
});
