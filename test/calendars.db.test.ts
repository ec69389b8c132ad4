import { type App, addCalendar, DEFAULT_CALENDAR, setCalendarDay, updateCalendar } from '@pipewright/definition';
import { add, timeOf } from '@pipewright/process';
import type { RunningServer } from '@pipewright/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFor, type TestClient } from './support/client.ts';
import { freshServer } from './support/database.ts';

const app = '/apps/opportunity';
let server: RunningServer;
let close: () => Promise<void>;
let admin: TestClient;
let sales: TestClient;

beforeAll(async () => {
  ({ server, close } = await freshServer('demo'));
  admin = await clientFor(server, 'admin@demo.local');
  sales = await clientFor(server, 'sales@demo.local');
});
afterAll(() => close());

const draftOf = async () => (await admin.get(`${app}/draft`)).body as { definition: App; revision: number; version: number };
const seen = async (who: TestClient) => ((await who.get(`${app}/definition`)).body.app as App).calendars;

describe('working calendars', () => {
  it('of an app that says nothing of them are not needed', async () => {
    expect([await seen(admin), await seen(sales)]).toEqual([undefined, undefined]);
    expect((await admin.send('POST', `${app}/dry-run`, {})).body).toMatchObject({ issues: [], changes: [] });
  });

  it('that nothing can be counted by are drafts, and cannot be published', async () => {
    const { definition, revision, version } = await draftOf();
    const definitionWithout = updateCalendar(definition, 'standard', { weekdays: [] });
    const { body } = await admin.send('PUT', `${app}/draft`, { revision, definition: definitionWithout });
    expect(body.issues).toEqual([
      {
        path: 'calendars.0.weekdays',
        code: 'calendar.no_weekday',
        message: '“Working calendar” has no working day in the week. Choose one at least.',
      },
    ]);
    const refused = await admin.send('POST', `${app}/publish`, { base: version, revision: body.revision });
    expect([refused.status, refused.body.issues[0].code]).toEqual([422, 'calendar.no_weekday']);
    await admin.send('PUT', `${app}/draft`, { revision: body.revision, definition });
  });

  it('are published with what changes in words, are for everybody, and go with a rollback', async () => {
    const { definition, revision, version } = await draftOf();
    const founding = { day: '2026-11-27', works: false, name: { en: 'Founding day', 'zh-CN': '公司成立日' } };
    const changed = addCalendar(setCalendarDay(definition, 'standard', founding), 'plant', { en: 'Plant', 'zh-CN': '工厂' });
    const { body: saved } = await admin.send('PUT', `${app}/draft`, { revision, definition: changed });
    const { body: dry } = await admin.send('POST', `${app}/dry-run`, {});
    expect(dry).toMatchObject({
      issues: [],
      steps: [],
      changes: [
        { kind: 'added', part: 'calendar_day', path: 'calendars.standard.days.2026-11-27' },
        { kind: 'added', part: 'calendar', path: 'calendars.plant' },
      ],
    });
    expect((await admin.send('POST', `${app}/publish`, { base: version, revision: saved.revision })).status).toBe(200);
    const [standard, plant] = (await seen(sales)) ?? [];
    expect([standard, plant]).toEqual([
      { ...DEFAULT_CALENDAR, days: [founding] },
      { ...DEFAULT_CALENDAR, key: 'plant', name: { en: 'Plant', 'zh-CN': '工厂' } },
    ]);
    const due = (calendar = DEFAULT_CALENDAR) => add(timeOf(calendar, definition.timeZone), '2026-11-26T02:00:00.000Z', 1, 'workdays');
    expect([due(standard), due(plant)]).toEqual(['2026-11-30T02:00:00.000Z', '2026-11-27T02:00:00.000Z']);
    expect((await admin.send('POST', `${app}/rollback`, { base: version + 1, version })).status).toBe(200);
    expect(await seen(sales)).toBeUndefined();
  });
});
