import type { ApprovalItem } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { approval, detail, shelf, WANG } from '../../../test/dom/approvals.ts';
import { choose, menuItem, screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { frame, ways } from '../../../test/dom/frame-page.tsx';
import { type Answers, refuse } from '../../../test/dom/server.ts';

const ACT = 'POST /apps/x/approvals/a1/act';
const READ = 'GET /apps/x/approvals/a1';
const open = (some: readonly ApprovalItem[], more: Answers = {}, search = '', options: Parameters<typeof frame>[1] = {}) =>
  frame({ ...shelf(some), ...more }, options, `/a/x/approvals${search}`);
const button = (name: string) => screen.findByRole('button', { name });
/** Opens the first of these and has it in front. */
async function opened(more: Answers = {}, some: readonly ApprovalItem[] = [approval('a1')], options: Parameters<typeof frame>[1] = {}) {
  const page = await open(some, { [READ]: detail('a1'), ...more }, '?approval=a1', options);
  const drawer = within(await screen.findByRole('dialog'));
  await drawer.findByRole('heading', { level: 2 });
  return { ...page, drawer };
}
const decidedBy = (id: string) => detail(id, { may: ['comment'], approved: 1, missing: 1, asked: [WANG] });

describe('the page of approvals', () => {
  it('shows what waits: what is asked about which record, by whom, for whom, and what is late in words', async () => {
    const late = approval('a2', { text: 'Is it void?', due: '2026-03-01T02:00:00.000Z', needed: 3, approved: 1, missing: 2 });
    const { server } = await open([approval('a1'), late]);
    const row = within(await screen.findByRole('listitem', { name: 'May we give 20 % off?' }));
    expect(row.getByRole('link', { name: 'Pump' }).getAttribute('href')).toBe('/a/x/deal/d1');
    for (const said of ['Discount', 'Begun by Zhou Min', /Waits for Li Na and Wang Wei/, /2 have to agree yet/])
      expect(row.getByText(said)).toBeTruthy();
    const other = within(screen.getByRole('listitem', { name: 'Is it void?' }));
    expect(other.getByText(/^Late: was due 2026-03-01/)).toBeTruthy();
    expect(other.getByText('1 of 3 approved · 2 have to agree yet')).toBeTruthy();
    expect(screen.getByText('To do 2')).toBeTruthy();
    expect(server.questions('/apps/x/approvals').map(({ show }) => show)).toContain('todo');
  });

  it.each([
    ['', 'Nothing waits for your decision', 'todo'],
    ['?show=done', 'What you have decided stands here', 'done'],
    ['?show=mine', 'whom it waits for', 'mine'],
    ['?show=nonsense', 'Nothing waits for your decision', 'todo'],
  ])('%s teaches what would stand there', async (search, said, show) => {
    const { server } = await open([], {}, search);
    expect(await screen.findByText(new RegExp(said))).toBeTruthy();
    expect(server.questions('/apps/x/approvals').map((each) => each.show)).toContain(show);
  });

  it('goes on with the next page', async () => {
    const pages = ({ query }: { query: Readonly<Record<string, string>> }) =>
      query.after
        ? { approvals: [approval('a2', { text: 'Second?' })], next: null, todo: 2 }
        : { approvals: [approval('a1')], next: 'c', todo: 2 };
    const { person } = await open([], { 'GET /apps/x/approvals': pages });
    await person.click(await button('Show more'));
    expect(await screen.findByText('Second?')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('is led to with the number that waits, and nowhere in an app in which nobody is asked', async () => {
    await open([approval('a1')]);
    await waitFor(() => expect(ways()).toContain('1Approvals (1 to decide)'));
    await frame();
    await screen.findByText('Pump');
    expect(ways().some((each) => each?.includes('Approvals'))).toBe(false);
  });

  it('is under the thumb on a phone, with its number', async () => {
    await open([approval('a1')], {}, '', { width: 360, language: 'zh-CN' });
    const quick = within(await screen.findByRole('navigation', { name: '快捷导航' }));
    await waitFor(() => expect(quick.getAllByRole('button').map((each) => each.textContent)).toContain('1审批 (1 项待审批)'));
    expect(await screen.findByRole('listitem', { name: 'May we give 20 % off?' })).toBeTruthy();
    expect(screen.getByText('待我审批 1')).toBeTruthy();
  });

  it('looks again when somebody is told something', async () => {
    const { server } = await open([]);
    await screen.findByText(/Nothing waits for your decision/);
    server.answer(shelf([approval('a1')]));
    server.tell('notices', { entity: null, ids: null, at: 1 });
    expect(await screen.findByRole('listitem', { name: 'May we give 20 % off?' })).toBeTruthy();
  });
});

describe('an approval that is open', () => {
  it('says what it is bound to, what was otherwise, what has happened, and that it is locked', async () => {
    const { drawer } = await opened({
      [READ]: detail('a1', {
        before: { amount: '900' },
        later: [{ id: 'p4', name: 'Sun Li' }],
        due: '2031-03-01T02:00:00.000Z',
        lapse: 'reject',
      }),
    });
    const amount = drawer.getByText('Amount').closest('div');
    expect(amount?.textContent).toMatch(/changed.*900 → .*1,200\.50/);
    expect(drawer.getByText('Name').closest('div')?.textContent).toBe('NamePump');
    for (const said of ['After that: Sun Li', 'then it counts as rejected', /^Locked:/, 'Let me think.', 'asked Li Na and Wang Wei'])
      expect(drawer.getByText(said)).toBeTruthy();
  });

  it('is approved with one press, once, with the digest of what was seen, and the next one comes up', async () => {
    const { drawer, person, server, address } = await opened(
      { [ACT]: decidedBy('a1'), 'GET /apps/x/approvals/a2': detail('a2', { text: 'Second?' }) },
      [approval('a1'), approval('a2', { text: 'Second?' })],
    );
    await person.type(drawer.getByRole('textbox', { name: 'Note' }), 'Fine');
    await person.dblClick(drawer.getByRole('button', { name: 'Approve' }));
    await waitFor(() => expect(address()).toBe('/a/x/approvals?approval=a2'));
    expect(server.writes()).toEqual([[ACT, { act: 'approve', digest: 'one', note: 'Fine' }]]);
    expect(await screen.findByText('Approved.')).toBeTruthy();
    expect(await drawer.findByRole('heading', { name: 'Second?' })).toBeTruthy();
    expect((drawer.getByRole('textbox', { name: 'Note' }) as HTMLTextAreaElement).value).toBe('');
    const next = () => drawer.getByRole('button', { name: 'Approve' }) as HTMLButtonElement;
    await waitFor(() => expect(next().disabled).toBe(false));
    expect(server.writes()).toHaveLength(1);
  });

  it('is not rejected without a word, which is said and asked for', async () => {
    const { drawer, person, server, address } = await opened({ [ACT]: decidedBy('a1') });
    await person.click(drawer.getByRole('button', { name: 'Reject' }));
    expect(drawer.getByRole('alert').textContent).toBe('Say why before you reject.');
    expect(document.activeElement).toBe(drawer.getByRole('textbox', { name: 'Note' }));
    expect(server.writes()).toEqual([]);
    await person.keyboard('Too much');
    await person.click(drawer.getByRole('button', { name: 'Reject' }));
    await waitFor(() => expect(address()).toBe('/a/x/approvals'));
    expect(server.writes()).toEqual([[ACT, { act: 'reject', digest: 'one', note: 'Too much' }]]);
    expect(await screen.findByText('Nothing else waits for you.')).toBeTruthy();
  });

  it('shows what has changed where the record did under the eyes of who decides, and decides upon that', async () => {
    const { drawer, person, server } = await opened({ [ACT]: refuse(409, 'The record has changed.', { code: 'approval.changed' }) });
    server.answer({ [READ]: detail('a1', { digest: 'two', values: { name: 'Pump', amount: '800' } }) });
    await person.click(drawer.getByRole('button', { name: 'Approve' }));
    expect(await drawer.findByText(/^The record has changed since you opened this/)).toBeTruthy();
    expect(drawer.getByText('The record has changed.')).toBeTruthy();
    expect(drawer.getByText('Amount').closest('div')?.textContent).toMatch(/1,200\.50 → .*800/);
    server.answer({ [ACT]: decidedBy('a1') });
    await person.click(drawer.getByRole('button', { name: 'Approve' }));
    await waitFor(() => expect(server.writes().at(-1)).toEqual([ACT, { act: 'approve', digest: 'two' }]));
  });

  it('is handed on, returned, and given to others besides, each with what it needs', async () => {
    const people = [
      { id: 'p1', name: 'Li Na', department: null },
      { id: 'p5', name: 'Wang Lei', department: null },
      { id: 'p6', name: 'Sun Li', department: null },
    ];
    const { drawer, person, server } = await opened({ 'GET /people': { people }, [ACT]: detail('a1') });
    const begin = async (words: string) => {
      await person.click(drawer.getByRole('button', { name: 'More' }));
      await person.click(await menuItem(words));
      return within(await waitFor(() => document.querySelector<HTMLElement>('.ant-modal') ?? Promise.reject()));
    };
    const go = async (dialog: ReturnType<typeof within>, words: string) => {
      await person.click(dialog.getByRole('button', { name: words }));
      await waitFor(() => expect(document.querySelector('.ant-modal')).toBeNull());
    };
    let dialog = await begin('Transfer');
    expect((dialog.getByRole('button', { name: 'Transfer' }) as HTMLButtonElement).disabled).toBe(true);
    await choose(person, dialog.getByRole('combobox', { name: 'Who decides in your place' }), 'Wang Lei');
    await go(dialog, 'Transfer');
    dialog = await begin('Return');
    expect((dialog.getByRole('button', { name: 'Return' }) as HTMLButtonElement).disabled).toBe(true);
    await person.type(dialog.getByRole('textbox', { name: 'Why (needed)' }), 'Say which discount');
    await go(dialog, 'Return');
    dialog = await begin('Add approvers');
    const others = dialog.getByRole('combobox', { name: 'Who has to agree besides' });
    await choose(person, others, 'Wang Lei');
    await choose(person, others, 'Sun Li');
    await person.click(dialog.getByText('After me; I approve now'));
    await go(dialog, 'Add approvers');
    expect(server.writes()).toEqual([
      [ACT, { act: 'transfer', to: 'p5' }],
      [ACT, { act: 'return', digest: 'one', note: 'Say which discount' }],
      [ACT, { act: 'add', place: 'after', people: ['p5', 'p6'], digest: 'one' }],
    ]);
  });

  it('is taken back or submitted again by who began it, urged, and decided by an administrator', async () => {
    const mine = detail('a1', { phase: 'returned', may: ['withdraw', 'resubmit', 'urge', 'decide'] });
    const { drawer, person, server } = await opened({ [READ]: mine, [ACT]: mine });
    expect(drawer.queryByRole('button', { name: 'Approve' })).toBeNull();
    expect(drawer.getByText(/Returned to Zhou Min, who may change it and submit it again/)).toBeTruthy();
    await person.click(drawer.getByRole('button', { name: 'Urge' }));
    const modal = () => within(document.querySelector<HTMLElement>('.ant-modal') as HTMLElement);
    const gone = () => waitFor(() => expect(document.querySelector('.ant-modal')).toBeNull());
    for (const act of ['Withdraw', 'Submit again']) {
      await waitFor(() => expect((drawer.getByRole('button', { name: act }) as HTMLButtonElement).disabled).toBe(false));
      await person.click(drawer.getByRole('button', { name: act }));
      await person.click(modal().getByRole('button', { name: act }));
      await gone();
    }
    await waitFor(() =>
      expect((drawer.getByRole('button', { name: 'Decide as administrator' }) as HTMLButtonElement).disabled).toBe(false),
    );
    await person.click(drawer.getByRole('button', { name: 'Decide as administrator' }));
    await person.click(modal().getByText('Reject'));
    await person.type(modal().getByRole('textbox', { name: 'Why (needed)' }), 'Nobody left');
    await person.click(modal().getByRole('button', { name: 'Decide as administrator' }));
    await gone();
    expect(server.writes().map(([, body]) => body)).toEqual([
      { act: 'urge' },
      { act: 'withdraw' },
      { act: 'resubmit' },
      { act: 'decide', decision: 'reject', digest: 'one', note: 'Nobody left' },
    ]);
  });

  it('keeps what was typed where it is refused, and says why', async () => {
    const { drawer, person } = await opened({ [ACT]: refuse(409, 'You are not asked to decide this approval.') }, undefined, {
      language: 'zh-CN',
    });
    await person.type(drawer.getByRole('textbox', { name: '审批意见' }), '同意');
    await person.click(drawer.getByRole('button', { name: '同意' }));
    expect((await drawer.findByRole('alert')).textContent).toBe('You are not asked to decide this approval.');
    expect((drawer.getByRole('textbox', { name: '审批意见' }) as HTMLTextAreaElement).value).toBe('同意');
  });

  it('is said to be out of sight where it is', async () => {
    await open([], { [READ]: refuse(404, 'This approval does not exist, or you may not see it.') }, '?approval=a1');
    expect(await screen.findByText('This approval does not exist, or you may not see it.')).toBeTruthy();
  });
});

describe('several approvals', () => {
  const some = [approval('a1'), approval('a2', { text: 'Second?' }), approval('a3', { text: 'Third?', may: ['comment'] })];
  const DECIDE = 'POST /apps/x/approvals/decide';

  it('are decided at once, and each that was not is told with why', async () => {
    const refused = [{ id: 'a2', message: 'This approval is over.' }];
    const { person, server } = await open(some, { [DECIDE]: { decided: ['a1'], refused } });
    expect(await screen.findAllByRole('checkbox')).toHaveLength(3);
    await person.click(screen.getByRole('checkbox', { name: 'Select all shown' }));
    await person.click(await button('Reject 2'));
    const dialog = within(await waitFor(() => document.querySelector<HTMLElement>('.ant-modal') ?? Promise.reject()));
    expect(dialog.getByText('Second?')).toBeTruthy();
    const go = dialog.getByRole('button', { name: 'Reject 2' }) as HTMLButtonElement;
    expect(go.disabled).toBe(true);
    await person.type(dialog.getByRole('textbox', { name: 'Why (needed)' }), 'Not now');
    server.answer(shelf([]));
    await person.click(go);
    expect(await dialog.findByText('1 decided · 1 not decided')).toBeTruthy();
    expect(dialog.getByText('This approval is over.')).toBeTruthy();
    const approvals = [
      { id: 'a1', digest: 'one' },
      { id: 'a2', digest: 'one' },
    ];
    expect(server.writes()).toEqual([[DECIDE, { act: 'reject', approvals, note: 'Not now' }]]);
    await person.click(dialog.getByText('Close'));
    expect(await screen.findByText(/Nothing waits for your decision/)).toBeTruthy();
    await waitFor(() => expect(document.querySelector('.ant-modal')).toBeNull());
  });

  it('say what was not tried where the server goes away on the way', async () => {
    const many = Array.from({ length: 25 }, (_, n) => approval(`a${n + 1}`, { text: `No. ${n + 1}` }));
    let asked = 0;
    const { person } = await open(many, {
      [DECIDE]: ({ body }) => {
        asked += 1;
        const ids = (body as { approvals: { id: string }[] }).approvals.map(({ id }) => id);
        return asked === 1 ? { decided: ids, refused: [] } : refuse(503, 'The server is busy.');
      },
    });
    await person.click(await screen.findByRole('checkbox', { name: 'Select all shown' }));
    await person.click(await button('Approve 25'));
    const dialog = within(await waitFor(() => document.querySelector<HTMLElement>('.ant-modal') ?? Promise.reject()));
    await person.click(dialog.getByRole('button', { name: 'Approve 25' }));
    expect(await dialog.findByText('20 decided · 5 not tried')).toBeTruthy();
    expect(dialog.getByText('The server is busy.')).toBeTruthy();
  });
});

describe('being away', () => {
  it('is said, with who decides meanwhile', async () => {
    const people = [
      { id: 'p1', name: 'Li Na', department: null },
      { id: 'p2', name: 'Wang Wei', department: null },
    ];
    const { person, server } = await open([], { 'GET /people': { people }, 'PUT /apps/x/away': {} });
    await person.click(await button('While you are away'));
    const dialog = within(await waitFor(() => document.querySelector<HTMLElement>('.ant-modal') ?? Promise.reject()));
    const save = dialog.getByRole('button', { name: 'Save' }) as HTMLButtonElement;
    await choose(person, dialog.getByRole('combobox', { name: 'Who decides meanwhile' }), 'Wang Wei');
    await person.type(dialog.getByLabelText('Last day away'), '2026-03-10');
    expect(dialog.getByText('The last day is before the first.')).toBeTruthy();
    expect(save.disabled).toBe(true);
    await person.clear(dialog.getByLabelText('Last day away'));
    await person.type(dialog.getByLabelText('Last day away'), '2026-03-20');
    await person.click(save);
    await waitFor(() =>
      expect(server.writes()).toEqual([['PUT /apps/x/away', { away: { from: '2026-03-11', until: '2026-03-20', to: 'p2' } }]]),
    );
  });

  it('ends with one press, and says for whom one decides', async () => {
    const instead = [{ person: WANG, until: '2026-03-15' }];
    const away = { from: '2026-03-11', until: '2026-03-20', to: WANG };
    const { person, server } = await open([], { 'GET /apps/x/away': { away, instead }, 'PUT /apps/x/away': {} });
    expect(await screen.findByText('From 2026-03-11 to 2026-03-20 Wang Wei decides in your place.')).toBeTruthy();
    expect(screen.getByText('Until 2026-03-15 you decide in place of Wang Wei too.')).toBeTruthy();
    server.answer({ 'GET /apps/x/away': { away: null, instead: [] } });
    await person.click(screen.getByRole('button', { name: 'I am back' }));
    await waitFor(() => expect(server.writes()).toEqual([['PUT /apps/x/away', { away: null }]]));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'I am back' })).toBeNull());
  });
});
