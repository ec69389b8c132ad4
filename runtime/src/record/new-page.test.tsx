import { afterEach, describe, expect, it } from 'vitest';
import { cleanup, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, page, someone, ways } from '../../../test/dom/world.ts';

const CREATE = 'POST /apps/x/records/deal';
const made = deal('d9', 'Pump');

async function fill(more: Answers = {}, options: Parameters<typeof visit>[2] = {}, search = '') {
  const visited = await visit(`/a/x/deal/new${search}`, { 'GET /apps/x/records/deal': page([]), ...more }, options);
  const input = (name: RegExp) => screen.findByLabelText<HTMLInputElement>(name);
  const type = async (name: RegExp, text: string) => visited.person.type(await input(name), text);
  const press = (name: string) => visited.person.click(screen.getByRole('button', { name: new RegExp(`${name}$`) }));
  return { ...visited, input, type, press };
}
afterEach(() => sessionStorage.clear());

describe('a new record', () => {
  it('is sent with what was filled in, and is on screen afterwards', async () => {
    const { type, press, server, address } = await fill({ [CREATE]: made, [ways('d9').read]: made, [ways('d9').story]: { entries: [] } });
    await type(/^Name/, 'Pump');
    await type(/^Amount/, '250.5');
    await press('Save');
    expect(await screen.findByText('Saved')).toBeTruthy();
    expect(server.writes()).toEqual([[CREATE, { values: { name: 'Pump', amount: '250.5' } }]]);
    await waitFor(() => expect(address()).toBe('/a/x/deal/d9'));
    expect(screen.queryByText('Discard your changes?')).toBeNull();
  });

  it('is not sent while something required is missing', async () => {
    const { type, press, server, input } = await fill();
    await type(/^Amount/, '250');
    await press('Save');
    expect((await screen.findByText('Please look at these fields')).closest('.ant-alert')?.textContent).toContain('Name');
    expect(screen.getAllByText('“Name” is missing.')).toHaveLength(1);
    expect((await input(/^Name/)).getAttribute('aria-invalid')).toBe('true');
    expect(server.writes()).toEqual([]);
  });

  it('breaks no rule of the app before it is sent', async () => {
    const { type, press, server } = await fill();
    await type(/^Name/, 'Pump');
    await type(/^Amount/, '-5');
    await press('Save');
    expect((await screen.findAllByText('Must not be negative')).length).toBeGreaterThan(0);
    expect(server.writes()).toEqual([]);
  });

  it('says at its field what the server refuses, and can be sent again', async () => {
    let tries = 0;
    const { type, press, server, input } = await fill({
      [CREATE]: () => {
        tries += 1;
        return tries === 1 ? refuse(422, 'There is a deal of this name.', { path: 'name' }) : made;
      },
      [ways('d9').read]: made,
      [ways('d9').story]: { entries: [] },
    });
    await type(/^Name/, 'Pump');
    await type(/^Amount/, '250');
    await press('Save');
    expect((await screen.findAllByText('There is a deal of this name.')).length).toBeGreaterThan(0);
    await type(/^Name/, ' 2');
    expect((await input(/^Name/)).value).toBe('Pump 2');
    await press('Save');
    await screen.findByText('Saved');
    expect(server.writes().at(-1)).toEqual([CREATE, { values: { name: 'Pump 2', amount: '250' } }]);
  });

  it('has no input for what its person may not write', async () => {
    const { input } = await fill(around(appOf(someone({ readonly: ['amount'] }))));
    await input(/^Name/);
    expect(screen.queryByLabelText<HTMLInputElement>(/^Amount/)?.disabled ?? true).toBe(true);
  });

  it('speaks Chinese', async () => {
    const { press } = await fill({}, { language: 'zh-CN' });
    expect(await screen.findByRole('heading', { name: '新建商机' })).toBeTruthy();
    await screen.findByLabelText(/^名称/);
    await press('保存');
    expect(await screen.findByText('请检查以下字段')).toBeTruthy();
  });

  it('is none of what this person does not know', async () => {
    await visit('/a/x/secrets/new');
    expect(await screen.findByText('There is nothing at this address.')).toBeTruthy();
  });
});

describe('a new record from a column of a board', () => {
  const saving: Answers = { [CREATE]: made, [ways('d9').read]: made, [ways('d9').story]: { entries: [] } };
  const from = '?stage=offer&pipeline=plain';

  it('begins in the stage of that column', async () => {
    const { type, press, server } = await fill(saving, {}, from);
    expect(screen.getByText('Starts in “offer” (Plain)')).toBeTruthy();
    await type(/^Name/, 'Pump');
    await type(/^Amount/, '250');
    await press('Save');
    await screen.findByText('Saved');
    expect(server.writes()).toEqual([[CREATE, { values: { name: 'Pump', amount: '250' }, stage: 'offer' }]]);
  });

  it('is told why it may not, and can begin at the first one with what was typed', async () => {
    const { type, press, server, person, address, input } = await fill(
      { [CREATE]: refuse(422, '“start” cannot be left yet: It is worth too little', { code: 'gate.failed', path: 'stage' }) },
      {},
      from,
    );
    await type(/^Name/, 'Pump');
    await type(/^Amount/, '50');
    await press('Save');
    expect(await screen.findByText(/cannot be left yet: It is worth too little/)).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Start at the first stage instead' }));
    await waitFor(() => expect(address()).toBe('/a/x/deal/new'));
    expect(screen.queryByText(/^Starts in/)).toBeNull();
    expect((await input(/^Name/)).value).toBe('Pump');
    server.answer(saving);
    await press('Save');
    await screen.findByText('Saved');
    expect(server.writes().at(-1)).toEqual([CREATE, { values: { name: 'Pump', amount: '50' } }]);
  });

  it('begins as usual where there is no such stage', async () => {
    await fill({}, {}, '?stage=gone&pipeline=plain');
    expect(screen.queryByText(/^Starts in/)).toBeNull();
  });
});

describe('what was typed into a new record', () => {
  it('is there again after a reload', async () => {
    const { type } = await fill();
    await type(/^Name/, 'Half');
    cleanup();
    const { input } = await fill();
    expect((await input(/^Name/)).value).toBe('Half');
  });

  it('is there again even where it was not understood, and is still not sent', async () => {
    const { type } = await fill();
    await type(/^Name/, 'Half');
    await type(/^Amount/, 'a lot');
    await type(/^Due/, '30');
    cleanup();
    const { input, press, server } = await fill();
    const [amount, due] = [await input(/^Amount/), await input(/^Due/)];
    expect([amount, due].map(({ value }) => value)).toEqual(['a lot', '30']);
    expect(screen.getByText(/“Amount” needs an amount in ¥/)).toBeTruthy();
    await press('Save');
    expect((await screen.findByText('Please look at these fields')).closest('.ant-alert')?.textContent).toContain('Due');
    expect(screen.getAllByText(/“Due” needs a date/)).toHaveLength(1);
    expect([amount, due].map(({ value }) => value)).toEqual(['a lot', '30']);
    expect(server.writes()).toEqual([]);
  });

  it('is nobody else’s, who signs in in the same window', async () => {
    const { type } = await fill();
    await type(/^Name/, 'Half');
    cleanup();
    const { input } = await fill({ 'GET /me': { user: 'p2', name: 'Wang Wei', installationAdmin: false, language: null, timeZone: null } });
    expect((await input(/^Name/)).value).toBe('');
  });

  it('is forgotten once it is saved', async () => {
    const { type, press } = await fill({ [CREATE]: made, [ways('d9').read]: made, [ways('d9').story]: { entries: [] } });
    await type(/^Name/, 'Pump');
    await type(/^Amount/, '250');
    await press('Save');
    await screen.findByText('Saved');
    cleanup();
    const { input } = await fill();
    expect((await input(/^Name/)).value).toBe('');
  });

  it('is given up only after a question', async () => {
    const { type, press, person, address, input } = await fill();
    await type(/^Name/, 'Half');
    await press('Cancel');
    const asked = within(await screen.findByRole('dialog'));
    await person.click(asked.getByRole('button', { name: 'Keep editing' }));
    expect(address()).toBe('/a/x/deal/new');
    expect((await input(/^Name/)).value).toBe('Half');
    await press('Cancel');
    await person.click((await screen.findAllByRole('button', { name: 'Discard' })).at(-1) as HTMLElement);
    await waitFor(() => expect(address()).toBe('/a/x/deal'));
    cleanup();
    expect((await (await fill()).input(/^Name/)).value).toBe('');
  });

  it('is left without a question where it is nothing', async () => {
    const { press, address, input } = await fill();
    await input(/^Name/);
    await press('Cancel');
    await waitFor(() => expect(address()).toBe('/a/x/deal'));
    expect(screen.queryByText('Discard your changes?')).toBeNull();
  });
});
