import { describe, expect, it } from 'vitest';
import { screen, waitFor } from '../../../test/dom/draw.tsx';
import { open, PUMP, pump, told } from '../../../test/dom/record-page.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { appOf, around, someone } from '../../../test/dom/world.ts';

const BOLT = '01980000-0000-7000-8000-0000000000b0';
/** The record as a server gives it that has stored what it was sent. */
const stores = (versions: { now: number } = { now: 4 }) => ({
  [PUMP.edit]: ({ body }: { readonly body: unknown }) => {
    versions.now++;
    return { ...pump, ...(body as { values: object }).values, version: versions.now };
  },
});
const at = async (name: string, more: Parameters<typeof open>[0] = stores()) => {
  const opened = await open(more);
  await screen.findByRole('heading', { name: 'Pump' });
  const click = async (label: string) => opened.person.click(screen.getByText(label, { selector: '[data-field] > span' }));
  await click(name);
  const input = (key: string) => waitFor(() => document.querySelector(`#edit_${key}`) ?? Promise.reject(new Error(key)));
  return { ...opened, click, input: input as (key: string) => Promise<HTMLInputElement> };
};
const typing = () => document.querySelectorAll('[id^=edit_]:is(input, textarea, button)').length;

describe('a value that is clicked', () => {
  it('is typed in where it stands, saved by Enter alone, and the place keeps the focus', async () => {
    const { person, input, server } = await at('Amount');
    const amount = await input('amount');
    await waitFor(() => expect(document.activeElement).toBe(amount));
    await person.clear(amount);
    await person.type(amount, '12万');
    server.answer({ [PUMP.read]: { ...pump, amount: '120000', version: 5 } });
    await person.keyboard('{Enter}');
    await waitFor(() => expect(told('Amount')).toBe('Amount¥120,000'));
    expect(server.writes()).toEqual([[PUMP.edit, { version: 4, values: { amount: '120000' } }]]);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit Amount' }));
  });

  it('is left by Escape as it was, and nothing is sent where nothing was changed', async () => {
    const { person, input, server } = await at('Name');
    await person.type(await input('name'), ' 2');
    await person.keyboard('{Escape}');
    await waitFor(() => expect(typing()).toBe(0));
    expect(told('Name')).toBe('NamePump');
    await person.click(screen.getByRole('button', { name: 'Edit Name' }));
    await input('name');
    await person.keyboard('{Enter}');
    await waitFor(() => expect(typing()).toBe(0));
    expect(server.writes()).toEqual([]);
  });

  it('is saved by Tab, which goes on to the next one at once, and each on the version before it', async () => {
    const { person, input, server } = await at('Amount');
    await person.clear(await input('amount'));
    await person.type(await input('amount'), '5');
    await person.tab();
    await person.type(await input('cost'), '7');
    await person.tab({ shift: true });
    await input('amount');
    await person.keyboard('{Escape}');
    await waitFor(() => expect(server.writes()).toHaveLength(2));
    expect(server.writes()).toEqual([
      [PUMP.edit, { version: 4, values: { amount: '5' } }],
      [PUMP.edit, { version: 5, values: { cost: '7' } }],
    ]);
  });

  it('is saved by choosing where it is one of several', async () => {
    const firms = { 'GET /apps/x/records/firm': { records: [{ id: BOLT, version: 1, name: 'Bolt' }], next: null } };
    const { person, input, server } = await at('Firm', {
      ...stores(),
      ...firms,
      ...Object.fromEntries([[`GET /apps/x/records/firm/${BOLT}`, { id: BOLT, version: 1 }]]),
    });
    await input('firm');
    // Its choices stand open from the start.
    const option = await waitFor(
      () => document.querySelector('.ant-select-item-option[title=Bolt]') ?? Promise.reject(new Error('No choice')),
    );
    await person.click(option);
    await waitFor(() => expect(server.writes()).toEqual([[PUMP.edit, { version: 4, values: { firm: BOLT } }]]));
    await waitFor(() => expect(typing()).toBe(0));
  });

  it('says at its place what is wrong, once, and keeps what was typed', async () => {
    const fault = refuse(422, 'There is a deal of this name.', { path: 'name', code: 'unique' });
    const { person, input, server } = await at('Name', { [PUMP.edit]: fault });
    const name = await input('name');
    await person.clear(name);
    await person.keyboard('{Enter}');
    expect(await screen.findByText('“Name” is missing.')).toBeTruthy();
    expect(server.writes()).toEqual([]);
    await person.type(name, 'Valve{Enter}');
    await waitFor(() => expect(screen.getAllByText('There is a deal of this name.')).toHaveLength(1));
    expect([name.value, name.getAttribute('aria-invalid')]).toEqual(['Valve', 'true']);
  });

  it('becomes the whole form where the fault lies at another value, with what was typed', async () => {
    const fault = refuse(422, 'Too early for this.', { path: 'due', code: 'constraint' });
    const { person, input } = await at('Name', { [PUMP.edit]: fault });
    await person.type(await input('name'), ' 2{Enter}');
    expect(await screen.findByRole('link', { name: 'Due' })).toBeTruthy();
    expect([(await screen.findByLabelText<HTMLInputElement>(/^Name/)).value, screen.getAllByText('Too early for this.').length]).toEqual([
      'Pump 2',
      1,
    ]);
  });

  it('is saved beside what somebody else changed meanwhile, and brought together where it is the same', async () => {
    const current = { ...pump, cost: '9', version: 6 };
    const late = (changed: string[]) => refuse(409, 'It was changed.', { code: 'version.conflict', current, changed });
    let tries = 0;
    const { person, input, server } = await at('Amount', {
      [PUMP.edit]: () => {
        tries++;
        return tries === 1 ? late(['cost']) : tries === 2 ? { ...current, amount: '1', version: 7 } : late(['amount']);
      },
    });
    const retype = async (text: string) => {
      await person.clear(await input('amount'));
      await person.type(await input('amount'), `${text}{Enter}`);
    };
    await retype('1');
    await waitFor(() => expect(server.writes().map(([, body]) => (body as { version: number }).version)).toEqual([4, 6]));
    await waitFor(() => expect(typing()).toBe(0));
    await person.click(screen.getByRole('button', { name: 'Edit Amount' }));
    await retype('2');
    expect(await screen.findByRole('dialog')).toBeTruthy();
    expect((await input('amount')).value).toBe('2');
  });

  it('is not to be typed in by who may not', async () => {
    const { click } = await at('Name', around(appOf(someone({ readonly: ['amount'] }))));
    await screen.findByRole('button', { name: 'Cancel' });
    expect(screen.queryByRole('button', { name: 'Edit Amount' })).toBeNull();
    await click('Amount');
    expect(document.querySelector('#edit_amount')).toBeNull();
  });

  it('is guarded like a form: who goes elsewhere is asked', async () => {
    const { person, input, address } = await at('Name');
    await person.type(await input('name'), ' 2');
    await person.click(screen.getByRole('menuitem', { name: /(^| )Deals$/ }));
    expect(await screen.findByText('What you typed is not saved.')).toBeTruthy();
    expect(address()).toBe('/a/x/deal/d1');
  });
});

describe('what is missing for the next stage', () => {
  const missing = () => screen.getByRole('region', { name: 'Still needed for “offer”' });

  it('always stands at the head, each a way to its field', async () => {
    const { person } = await open({ [PUMP.read]: { ...pump, amount: '50', due: null } });
    await screen.findByRole('heading', { name: 'Pump' });
    expect([...missing().querySelectorAll('li')].map((each) => each.textContent)).toEqual(['Due', 'It is worth too little']);
    await person.click(screen.getByRole('button', { name: 'It is worth too little' }));
    await waitFor(() => expect(document.activeElement?.id).toBe('edit_amount'));
    await person.keyboard('{Escape}');
    await person.click(screen.getByRole('button', { name: /Edit$/ }));
    await person.click(screen.getByRole('button', { name: 'Due' }));
    await waitFor(() => expect(document.activeElement?.id).toBe('edit_due'));
  });

  it('is told to who may not fill it in, too', async () => {
    await open({ ...around(appOf(someone({ update: 'none' }))), [PUMP.read]: { ...pump, due: null } });
    await screen.findByRole('heading', { name: 'Pump' });
    expect(missing().textContent).toContain('Due');
    expect(missing().querySelector('button')).toBeNull();
  });

  it('is the way on where nothing is known to be', async () => {
    const { person, server } = await open({ [PUMP.move]: { ...pump, stage: 'offer' } });
    await person.click(await screen.findByRole('button', { name: /Move on to “offer”/ }));
    await waitFor(() => expect(server.writes()).toEqual([[PUMP.move, { version: 4, stage: 'offer' }]]));
  });

  it('is no matter once it is closed', async () => {
    await open({ [PUMP.read]: { ...pump, due: null, status: 'lost' } });
    await screen.findByRole('heading', { name: 'Pump' });
    expect(screen.queryByText(/Still needed/)).toBeNull();
  });
});
