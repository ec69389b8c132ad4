import { type App, type Entity, type Field, updateField } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanup, screen, waitFor } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, dealsApp, page, someone, ways } from '../../../test/dom/world.ts';

const CREATE = 'POST /apps/x/records/deal';
const made = deal('d9', 'Pump');
const saving: Answers = { [CREATE]: made, [ways('d9').read]: made, [ways('d9').story]: { entries: [] } };
afterEach(() => sessionStorage.clear());

/** The deals with defaults, and with fields that begin with their maker. */
function begun(defaults: Readonly<Record<string, Rule>>): App {
  const app = Object.entries(defaults).reduce((sum, [key, rule]) => updateField(sum, 'deal', key, { default: rule }), dealsApp());
  const [entity] = app.entities;
  entity?.fields.push({ key: 'maker', type: 'person', name: { en: 'Maker', 'zh-CN': '经办人' }, default: { var: 'user.id' } } as Field);
  entity?.form[0]?.fields.push('maker');
  return app;
}
const USUAL = { amount: '100', due: { addDays: [{ var: 'today' }, 30] }, reason: 'price' };

async function fill({
  defaults = USUAL as Readonly<Record<string, Rule>>,
  grant = {},
  more = saving,
  search = '',
  edit = (_: Entity) => {},
} = {}) {
  const app = begun(defaults);
  edit(app.entities[0] as Entity);
  const visited = await visit(`/a/x/deal/new${search}`, {
    ...{ 'GET /apps/x/records/deal': page([]), ...around(appOf(someone(grant), app)), ...more },
  });
  const input = (name: RegExp) => screen.findByLabelText<HTMLInputElement>(name);
  const press = (name: string) => visited.person.click(screen.getByRole('button', { name: new RegExp(`${name}$`) }));
  return { ...visited, input, press };
}

describe('a new record whose fields have defaults', () => {
  it('begins with them, by the day of the app and with the name of its maker, and is sent as it was seen', async () => {
    const { person, input, press, server } = await fill();
    await person.type(await input(/^Name/), 'Pump');
    expect((await input(/^Amount/)).value).toBe('100');
    expect((await input(/^Due/)).value).toBe('2026-04-10');
    expect(screen.getByTitle('Li Na')).toBeTruthy();
    await press('Save');
    await screen.findByText('Saved');
    // The reason is hidden while the deal is open, and so has no default.
    expect(server.writes()).toEqual([[CREATE, { values: { name: 'Pump', amount: '100', due: '2026-04-10', maker: 'p1' } }]]);
  });

  it('says so where a default was emptied, and sends what was typed instead', async () => {
    const { person, input, press, server } = await fill();
    await person.type(await input(/^Name/), 'Pump');
    await person.clear(await input(/^Amount/));
    await person.type(await input(/^Amount/), '7');
    await person.clear(await input(/^Due/));
    await press('Save');
    await screen.findByText('Saved');
    expect(server.writes()).toEqual([[CREATE, { values: { name: 'Pump', amount: '7', due: null, maker: 'p1' } }]]);
  });

  it('may be left without a question while nothing else is in it, and not once something was typed', async () => {
    const first = await fill();
    await first.input(/^Amount/);
    await first.press('Cancel');
    await waitFor(() => expect(first.address()).toBe('/a/x/deal'));
    expect(screen.queryByText('Discard your changes?')).toBeNull();
    cleanup();
    const second = await fill();
    await second.person.clear(await second.input(/^Amount/));
    await second.press('Cancel');
    expect((await screen.findAllByText('Discard your changes?')).length).toBeGreaterThan(0);
    expect(second.address()).toBe('/a/x/deal/new');
  });

  it('leaves to the server what its person may not write', async () => {
    const { person, input, press, server } = await fill({ grant: { readonly: ['amount'] } });
    expect((await input(/^Amount/)).disabled).toBe(true);
    expect((await input(/^Amount/)).value).toBe('100');
    await person.type(await input(/^Name/), 'Pump');
    await press('Save');
    await screen.findByText('Saved');
    expect(server.writes()[0]?.[1]).toEqual({ values: { name: 'Pump', due: '2026-04-10', maker: 'p1' } });
  });

  it('shows at its field why the server refuses one that changed meanwhile', async () => {
    const { person, input, press } = await fill({ more: { [CREATE]: refuse(422, '“Amount” is out of range.', { path: 'amount' }) } });
    await person.type(await input(/^Name/), 'Pump');
    await press('Save');
    expect((await screen.findAllByText('“Amount” is out of range.')).length).toBeGreaterThan(0);
    await person.type(await input(/^Amount/), '5');
    expect(screen.queryByText('“Amount” is out of range.')).toBeNull();
  });

  it('begins with what the place says before what its fields begin with', async () => {
    const edit = ({ fields, process }: Entity) => {
      const reason = fields.find(({ key }) => key === 'reason') as Field;
      reason.options?.push({ key: 'speed', name: { en: 'Speed', 'zh-CN': '速度' } });
      Object.assign(reason, { showIf: undefined, default: 'speed' });
      Object.assign(process?.pipelines[0] as object, { when: { '==': [{ var: 'reason' }, 'price'] } });
    };
    const { person, input, press, server } = await fill({ search: '?stage=start&pipeline=big', edit });
    await person.type(await input(/^Name/), 'Pump');
    await press('Save');
    await screen.findByText('Saved');
    const values = { name: 'Pump', amount: '100', due: '2026-04-10', reason: 'price', maker: 'p1' };
    expect(server.writes()).toEqual([[CREATE, { values, stage: 'start' }]]);
  });
});
