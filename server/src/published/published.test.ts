import { type App, addField, type Role } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { type Sight, tables } from '@pipewright/sql';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Queryable } from '../db/pool.ts';
import { Refusal } from '../ground/refusal.ts';
import { log } from '../log/log.ts';
import { formerKeys, formerStages, type Lineage } from '../publish/lineage.ts';
import { makePublished, PublishedApps, schemaOf } from './published.ts';
import { storedApp, templateApp } from './stored.ts';
import { appForPerson } from './view-for-person.ts';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
const app = addField(exampleApp(), 'firm', { key: 'no', type: 'auto_number', name: label('No'), format: 'F-{000}/x' });
const roleOf = (of: App, key: string) => of.roles.find((each) => each.key === key) as Role;
const viewOf = (of: App, key: string) =>
  ({ principal: { user: 'u1', role: roleOf(of, key), today: '2026-01-01', departments: [] } }) as unknown as Sight;

/** A database that has these versions, and says how often it was asked. */
function holding(versions: Record<number, unknown>) {
  let asked = 0;
  const query = async (_: string, [, version]: [string, number]) => {
    asked += 1;
    const found = versions[version];
    return { rows: found === undefined ? [] : [{ definition: JSON.stringify(found), tables: tables(app), former_stages: {} }] };
  };
  return { db: { query } as unknown as Queryable, asked: () => asked };
}
afterEach(() => vi.restoreAllMocks());

describe('a published version', () => {
  const published = makePublished('x', 3, app, tables(app), {});

  it('has its entities ready, each made once, and none that is not there or has no table', () => {
    expect([published.schema, schemaOf('x')]).toEqual(['app_x', 'app_x']);
    expect(published.entity('firm')).toBe(published.entity('firm'));
    expect(published.entity('firm')?.numbered).toEqual([{ column: 'no', prefix: 'F-', width: 3, suffix: '/x' }]);
    expect(published.entity('deal')?.numbered).toEqual([]);
    expect(published.entity('ghost')).toBeUndefined();
    expect(makePublished('x', 3, app, [], {}).entity('firm')).toBeUndefined();
    const retired = { ...app, entities: app.entities.map((each) => ({ ...each, retired: true as const })) };
    expect(makePublished('x', 3, retired, tables(app), {}).entity('firm')).toBeUndefined();
  });
});

describe('the versions that are kept', () => {
  it('are read once each, the latest kept where an earlier one is asked for meanwhile', async () => {
    const { db, asked } = holding({ 1: app, 2: { ...app, currency: 'EUR' } });
    const apps = new PublishedApps();
    const two = await apps.get(db, 'x', 2);
    expect([two?.version, two?.app.currency, await apps.get(db, 'x', 2)]).toEqual([2, 'EUR', two]);
    expect((await apps.get(db, 'x', 1))?.app.currency).toBe('CNY');
    expect([await apps.get(db, 'x', 2), asked()]).toEqual([two, 2]);
    expect(await apps.get(db, 'x', 3)).toBeUndefined();
  });

  it('are those of the past too, as far as they can be read', async () => {
    const { db, asked } = holding({ 1: app, 2: { formatVersion: 99 }, 3: app });
    const apps = new PublishedApps();
    expect([await apps.past(db, 'x', 1), await apps.past(db, 'x', 1)]).toEqual([app, app]);
    expect(asked()).toBe(1);
    expect([await apps.past(db, 'x', 2), await apps.past(db, 'x', 9)]).toEqual([undefined, undefined]);
    await apps.get(db, 'x', 3);
    const before = asked();
    expect([await apps.past(db, 'x', 3), asked()]).toEqual([app, before]);
  });

  it('are refused where this build cannot read them, by version and place, and the log is told', async () => {
    const told = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    const { db } = holding({ 1: { ...app, currency: 'much', entities: [] } });
    const fault = await new PublishedApps().get(db, 'x', 1).catch((error: unknown) => error as Refusal);
    expect(fault).toBeInstanceOf(Refusal);
    expect((fault as Refusal).issues).toEqual([
      { path: '', code: 'version.unreadable', params: { app: 'x', version: 1, place: 'currency, entities' } },
    ]);
    expect(told).toHaveBeenCalledOnce();
    expect(() => templateApp('{}', 'mine')).toThrow('template.unreadable');
    expect(storedApp(JSON.stringify(app), 'x', 1)).toEqual(app);
  });
});

describe('a version as a person may know it', () => {
  const former = { 'deal.old': label('Old'), 'firm.never': label('Never'), 'ghost.stage': label('Ghost') };
  const published = makePublished('x', 3, app, tables(app), former);

  it('says which it is, in which role, and what surrounds every rule', () => {
    const seen = appForPerson(published, viewOf(app, 'sales'));
    expect([seen.key, seen.version, seen.role.key]).toEqual(['x', 3, 'sales']);
    expect(seen.surroundings).toMatchObject({ 'user.id': 'u1', today: '2026-01-01' });
    expect(JSON.stringify(seen)).not.toContain('"cost"');
  });

  it('is made once for all who have the role', () => {
    const [one, two] = [appForPerson(published, viewOf(app, 'sales')), appForPerson(published, viewOf(app, 'sales'))];
    expect(two.app).toBe(one.app);
    expect(appForPerson(published, viewOf(app, 'admin')).app).toBe(app);
    expect(appForPerson(makePublished('x', 4, app, tables(app), {}), viewOf(app, 'sales')).app).not.toBe(one.app);
  });

  it('names former stages only of what it shows to stand in stages', () => {
    expect(appForPerson(published, viewOf(app, 'sales')).formerStages).toEqual({ old: label('Old') });
    const blind = {
      ...app,
      roles: app.roles.map((each) => (each.admin ? each : { ...each, grants: { firm: roleOf(app, 'sales').grants.deal } })),
    } as App;
    expect(appForPerson(makePublished('x', 3, blind, tables(app), former), viewOf(blind, 'sales')).formerStages).toEqual({});
  });

  it('names the entities about whose records people are asked, or wait to be by an earlier version, as far as they are seen', () => {
    const ask = { key: 'ask', kind: 'approve', next: { approved: null, rejected: null, withdrawn: null } };
    const asking = (entity: string) =>
      ({ ...app, automations: [{ key: 'flow', entity, on: { kind: 'created' }, start: 'ask', nodes: [ask] }] }) as unknown as App;
    const approves = (of: App, waiting?: readonly string[]) =>
      appForPerson(makePublished('x', 3, of, tables(of), {}), viewOf(of, 'sales'), waiting).approves;
    expect([approves(app), approves(asking('deal')), approves(asking('nothing'))]).toEqual([undefined, ['deal'], undefined]);
    expect([approves(app, ['deal', 'gone']), approves(asking('deal'), ['deal'])]).toEqual([['deal'], ['deal']]);
  });
});

describe('what a publish builds on', () => {
  const past: Lineage = {
    version: 1,
    app,
    tables: tables(app),
    formerStages: { 'deal.gone': label('Gone'), 'deal.offer': label('Earlier') },
  };

  it('knows every entity and every stage there ever was, by its latest name', () => {
    expect(formerKeys(past)).toEqual(new Set(['deal', 'firm']));
    expect(formerStages(past, app)).toEqual({
      ...{ 'deal.gone': label('Gone'), 'deal.start': label('start'), 'deal.offer': label('offer') },
      ...{ 'deal.sign': label('sign'), 'deal.tender': label('tender') },
    });
  });
});
