import {
  type App,
  addField,
  addStage,
  type Entity,
  entityOf,
  FIELD_TYPES,
  type Field,
  leavingStages,
  moveStage,
  placeField,
  readApp,
  removeStage,
  restoreField,
  retireField,
  setFieldRight,
  updateField,
  updateStage,
} from '@pipewright/definition';
import { findDrift, publish, schemaOf } from '@pipewright/server';
import { fieldStorage, type Table } from '@pipewright/sql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDemo } from './support/demo.ts';

/** Definitions published one after the other in this run. */
const PUBLISHES = Number(process.env.PUBLISHES ?? 300);
const KEY = 'opportunity';

const demo = openDemo();

async function current(): Promise<{ version: number; app: App; tables: Table[] }> {
  const { rows: found } = await demo.server.pool.query(
    'select a.version, v.definition, v.tables from pipewright.app a join pipewright.version v on v.app = a.key and v.version = a.version where a.key = $1',
    [KEY],
  );
  return { version: found[0].version, app: JSON.parse(found[0].definition), tables: found[0].tables };
}

async function drifted(): Promise<unknown[]> {
  return findDrift(demo.server.pool, KEY, await current());
}

/** Publishes; records of stages that go keep them, so that no row may change. */
async function next(app: App) {
  const { version, app: before } = await current();
  const places = Object.fromEntries(leavingStages(before, app).map((each) => [each.id, null]));
  return publish(demo.server.pool, { key: KEY, document: app, base: version, by: null, places });
}
const label = (text: string) => ({ en: text, 'zh-CN': text });

function fieldOfType(key: string, type: Field['type']): Field {
  const extra =
    type === 'choice' || type === 'choices'
      ? { options: [{ key: 'one', name: label('one') }] }
      : type === 'reference'
        ? { target: 'customer' }
        : type === 'auto_number'
          ? { format: 'N-{000}' }
          : {};
  return { key, type, name: label(key), ...extra } as Field;
}

/** One random change an admin could make, or back to an earlier definition. */
function edit(app: App, n: number, dice: readonly number[], history: readonly App[]): App {
  const pick = <T>(list: readonly T[], i: number) => list[(dice[i] ?? 0) % list.length] as T;
  const entity = pick(app.entities, 0) as Entity;
  const process = entityOf(app, 'opportunity')?.process;
  const pipeline = pick(process?.pipelines ?? [], 1);
  const own = entity.fields.filter((field) => /^x\d/.test(field.key));
  switch ((dice[2] ?? 0) % 10) {
    case 0:
    case 1:
      return addField(app, entity.key, fieldOfType(`x${n}`, pick(FIELD_TYPES, 3)));
    case 2:
      return own.length > 0 ? retireField(app, entity.key, pick(own, 3).key) : app;
    case 3: {
      const retired = own.filter((field) => field.retired);
      return retired.length > 0 ? restoreField(app, entity.key, pick(retired, 3).key) : app;
    }
    case 4:
      return addStage(
        app,
        'opportunity',
        pipeline.key,
        { key: `s${n}`, name: label(`s${n}`), probability: 5, color: 'blue', required: [], gates: [] },
        (dice[3] ?? 0) % (pipeline.stages.length + 1),
      );
    case 5:
      return removeStage(app, 'opportunity', pipeline.key, pick(pipeline.stages, 3).key);
    case 6:
      return updateStage(
        moveStage(app, 'opportunity', pipeline.key, 0, (dice[3] ?? 0) % pipeline.stages.length),
        'opportunity',
        pipeline.key,
        pick(pipeline.stages, 4).key,
        { name: label(`renamed ${n}`) },
      );
    case 7:
      return own.length > 0
        ? placeField(
            updateField(app, entity.key, pick(own, 3).key, { name: label(`renamed ${n}`), searchable: undefined }),
            entity.key,
            entity.title,
            entity.form[0]?.key ?? '',
            0,
          )
        : app;
    case 8:
      return setFieldRight(app, 'sales', 'opportunity', 'discount', pick(['hidden', 'read', 'write'] as const, 3));
    default:
      return pick(history, 3);
  }
}

describe('publishing', () => {
  it(`goes through ${PUBLISHES} random definitions on tables with rows: no drift, no lost value`, async () => {
    const digest = async () => {
      const { tables } = await current();
      const sums: Record<string, string> = {};
      for (const table of tables) {
        // Only columns that were there from the start are compared by sum; those added on the way are checked by their own values below.
        const columns = Object.keys(table.columns)
          .filter((name) => !/^x\d/.test(name))
          .sort();
        const list = columns.map((name) => `"${name}"`).join(', ');
        const { rows: found } = await demo.server.pool.query(
          `select coalesce(sum(hashtextextended(row(${list})::text, 0)::numeric), 0)::text as sum, count(*)::text as n from "${schemaOf(KEY)}"."${table.name}"`,
        );
        sums[table.name] = `${found[0].n}:${found[0].sum}`;
      }
      return sums;
    };
    const before = await digest();
    const seed = Number(process.env.PUBLISH_SEED ?? Date.now() % 1_000_000);
    const dices = fc.sample(fc.array(fc.nat(10_000), { minLength: 5, maxLength: 5 }), { numRuns: PUBLISHES * 3, seed });
    const history: App[] = [(await current()).app];
    const kept = new Map<string, string>();
    let published = 0;
    for (const [n, dice] of dices.entries()) {
      if (published >= PUBLISHES) break;
      const { app } = await current();
      const wanted = edit(app, n, dice, history);
      const read = readApp(wanted);
      if ('issues' in read) continue;
      const { version } = await next(wanted);
      published += 1;
      history.push(wanted);
      expect([seed, version, await drifted()]).toEqual([seed, version, []]);
      // Each field that comes up gets a value, which must be there for good.
      for (const entity of wanted.entities) {
        for (const field of entity.fields) {
          const place = `${entity.key}.${field.key}`;
          const value = {
            text: place,
            bigint: '7',
            numeric: '12.340',
            date: '2024-02-29',
            timestamptz: '2024-02-29 01:02:03.004+00',
            boolean: 't',
            'text[]': '{one}',
          }[fieldStorage[field.type].column as string];
          if (!/^x\d/.test(field.key) || field.type === 'person' || !value || kept.has(place)) continue;
          const { rowCount } = await demo.server.pool.query(
            `update "${schemaOf(KEY)}"."${entity.key}" set "${field.key}" = $1::text::${fieldStorage[field.type].column} where id = (select id from "${schemaOf(KEY)}"."${entity.key}" order by id limit 1)`,
            [value],
          );
          // What is out of use has no rows.
          if (rowCount === 1) kept.set(place, value);
        }
      }
    }
    console.log(`publish history: ${published} definitions in a row, ${kept.size} values kept, seed ${seed}`);
    expect(published).toBe(PUBLISHES);
    expect(kept.size).toBeGreaterThan(0);
    expect([seed, await digest()]).toEqual([seed, before]);
    for (const [place, value] of kept) {
      const [entity, field] = place.split('.');
      const { rows: found } = await demo.server.pool.query(
        `select "${field}"::text as value from "${schemaOf(KEY)}"."${entity}" where "${field}" is not null`,
      );
      expect([seed, place, found.map((row) => row.value)]).toEqual([seed, place, [value.replace(/^t$/, 'true')]]);
    }
    const { app } = await current();
    await next(history[0] as App);
    expect((await current()).app).toEqual(history[0]);
    await next(app);
  }, 300_000);

  it('refuses a bad definition with every reason and leaves nothing behind', async () => {
    const { app, version } = await current();
    const bad = addField(addField(app, 'contact', fieldOfType('status', 'text')), 'contact', {
      key: 'bad',
      type: 'choice',
      name: label('bad'),
    });
    const answer = await publish(demo.server.pool, { key: KEY, document: { ...bad, timeZone: 'Mars' }, base: version, by: null }).catch(
      (error) => error.issues.map((each: { code: string }) => each.code),
    );
    expect(answer.sort()).toEqual(['field.options', 'key.reserved', 'unknown.time_zone']);
    expect([(await current()).version, await drifted()]).toEqual([version, []]);
  });

  it('refuses a key that once held another kind of value', async () => {
    const { app } = await current();
    await next(addField(app, 'product', fieldOfType('reused', 'text')));
    await next(app);
    const { version } = await current();
    await expect(
      publish(demo.server.pool, {
        key: KEY,
        document: addField(app, 'product', fieldOfType('reused', 'integer')),
        base: version,
        by: null,
      }),
    ).rejects.toMatchObject({ issues: [{ code: 'key.reused' }] });
  });

  it('lets exactly one of many publishers win', async () => {
    const { app, version } = await current();
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, (_, i) =>
        publish(demo.server.pool, { key: KEY, document: { ...app, name: label(`by ${i}`) }, base: version, by: null }),
      ),
    );
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect((await current()).version).toBe(version + 1);
  });

  it('waits for nobody: a reader that keeps a table open is not held up, nor are others behind it', async () => {
    const reader = await demo.server.pool.connect();
    await reader.query('begin');
    await reader.query(`select count(*) from "${schemaOf(KEY)}".product`);
    const { app } = await current();
    const publishing = next(addField(app, 'product', fieldOfType('later', 'text')));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await demo.admin.get(`/apps/${KEY}/records/product`)).status).toBe(200);
    await reader.query('commit');
    reader.release();
    await publishing;
    expect((await demo.admin.get(`/apps/${KEY}/records/product`, { fields: 'later' })).status).toBe(200);
  });

  it('says by dry run what it would do to rows, and finds drift made by hand', async () => {
    const draft = (await demo.admin.get(`/apps/${KEY}/draft`)).body;
    const { app } = await current();
    const changed = updateField(app, 'customer', 'notes', { required: true });
    await demo.admin.send('PUT', `/apps/${KEY}/draft`, { revision: draft.revision, definition: changed });
    const dry = (await demo.admin.send('POST', `/apps/${KEY}/dry-run`, {})).body;
    expect(dry.changes).toMatchObject([{ kind: 'changed', part: 'field', properties: ['required'] }]);
    expect(dry.impact).toMatchObject([{ code: 'required_missing', count: 300 }]);
    const stale = await demo.admin.send('PUT', `/apps/${KEY}/draft`, { revision: draft.revision, definition: changed });
    expect([stale.status, stale.body.issues[0].code]).toEqual([409, 'draft.conflict']);
    await demo.server.pool.query(`alter table "${schemaOf(KEY)}".product alter column version drop default`);
    const found = (await demo.admin.send('POST', `/apps/${KEY}/dry-run`, {})).body;
    expect(found.issues).toMatchObject([{ code: 'publish.drift' }, { code: 'drift.default', path: 'tables.product.version' }]);
    await demo.server.pool.query(`alter table "${schemaOf(KEY)}".product alter column version set default 1`);
  });
});
