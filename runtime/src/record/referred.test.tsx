import { describe, expect, it } from 'vitest';
import { screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { open, PUMP } from '../../../test/dom/record-page.tsx';
import { appOf, around, EVERYTHING, someone } from '../../../test/dom/world.ts';

const acme = { id: 'f1', version: 2, name: 'Acme', size: 'big' };
const READ = 'GET /apps/x/records/firm/f1';
const EDIT = 'PATCH /apps/x/records/firm/f1';
const firm = async (more: Parameters<typeof open>[0] = {}) => {
  localStorage.clear();
  const opened = await open({ [READ]: acme, ...more });
  await opened.person.click(await screen.findByText('Acme', { selector: '.ant-collapse *' }));
  await screen.findByText('Size');
  return opened;
};
const asked = (server: Awaited<ReturnType<typeof firm>>['server'], path: string) => server.questions(path).length;

describe('a record that another one refers to', () => {
  it('is read only once it is opened, and stays open for the next of its kind', async () => {
    localStorage.clear();
    const { server, person } = await open({ [READ]: acme });
    await screen.findByRole('heading', { name: 'Pump' });
    expect(asked(server, '/apps/x/records/firm/f1')).toBe(0);
    await person.click(await screen.findByText('Acme', { selector: '.ant-collapse *' }));
    expect(await screen.findByText('Size')).toBeTruthy();
    await open({ [READ]: acme });
    expect(await screen.findByText('Size')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Open the firm' }).getAttribute('href')).toBe('/a/x/firm/f1');
  });

  it('is edited where it stands and saved as itself, after which the first is asked for again', async () => {
    const { person, server } = await firm({ [EDIT]: { ...acme, name: 'Acme Ltd', version: 3 } });
    const before = asked(server, PUMP.path);
    const part = within(document.querySelector<HTMLElement>('.ant-collapse') as HTMLElement);
    await person.click(part.getByRole('button', { name: 'Edit Name' }));
    const input = await waitFor(() => document.querySelector<HTMLInputElement>('#firm_name') ?? Promise.reject(new Error('No input')));
    await waitFor(() => expect(document.activeElement).toBe(input));
    server.answer({ [READ]: { ...acme, name: 'Acme Ltd', version: 3 } });
    await person.type(input, ' Ltd{Enter}');
    await waitFor(() => expect(server.writes()).toEqual([[EDIT, { version: 2, values: { name: 'Acme Ltd' } }]]));
    await waitFor(() => expect(asked(server, PUMP.path)).toBeGreaterThan(before));
  });

  it('is only read by who may not change it', async () => {
    const reader = someone({}, { grants: { deal: EVERYTHING, firm: { ...EVERYTHING, update: 'none' } } });
    await firm(around(appOf(reader)));
    const part = within(document.querySelector<HTMLElement>('.ant-collapse') as HTMLElement);
    expect(part.queryByRole('button', { name: /^Edit / })).toBeNull();
  });

  it('is not there for who does not see it', async () => {
    await open(around(appOf(someone({}, { grants: { deal: EVERYTHING, firm: { ...EVERYTHING, read: 'none' } } }))));
    await screen.findByRole('heading', { name: 'Pump' });
    expect(document.querySelector('.ant-collapse')).toBeNull();
  });
});
