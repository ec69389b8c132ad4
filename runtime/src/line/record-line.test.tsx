import type { App, LineEntry } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { act, choose, screen, waitFor } from '../../../test/dom/draw.tsx';
import { open, PUMP, pump } from '../../../test/dom/record-page.tsx';
import { refuse } from '../../../test/dom/server.ts';
import { appOf, dealsApp, EVERYTHING, someone } from '../../../test/dom/world.ts';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });

/** The example with activities of deals, in two kinds. */
function withActivities(): App {
  const app = dealsApp();
  app.entities.push({
    ...{ key: 'note', name: label('Note', '跟进'), plural: label('Notes', '跟进'), title: 'text', activityOf: 'deal', carries: ['due'] },
    fields: [
      { key: 'text', type: 'text', name: label('Text', '内容'), required: true },
      { key: 'deal', type: 'reference', name: label('Deal', '商机'), target: 'deal', required: true },
      {
        key: 'kind',
        type: 'choice',
        name: label('Kind', '方式'),
        options: [
          { key: 'call', name: label('Call', '电话') },
          { key: 'visit', name: label('Visit', '拜访') },
        ],
      },
      { key: 'due', type: 'date', name: label('Due', '日期') },
      { key: 'place', type: 'text', name: label('Place', '地点') },
    ],
    form: [{ key: 'main', name: label('Main'), fields: ['text', 'deal', 'kind', 'due', 'place'] }],
    views: [{ key: 'all', name: label('All'), columns: ['text'] }],
    constraints: [],
  });
  return app;
}
const role = { ...someone(), grants: { ...someone().grants, note: EVERYTHING } };
const withNotes = { 'GET /apps/x/definition': appOf(role, withActivities()) };
const comment = (parts: Extract<LineEntry, { kind: 'comment' }>['comment']['parts'], author = 'p1'): LineEntry => ({
  ...{ kind: 'comment', id: 'c1', at: '2026-03-10T02:00:00.000Z' },
  comment: { id: 'c1', author: { id: author, name: 'Li Na' }, parts, edited: false },
});
const activity: LineEntry = {
  ...{ kind: 'activity', id: 'n1', at: '2026-03-10T02:00:00.000Z', entity: 'note' },
  record: {
    id: 'n1',
    version: 1,
    text: 'They want a quote',
    kind: 'call',
    deal: 'd1',
    due: '2026-04-01',
    place: null,
    $names: { created_by: 'Wang Wei' },
  },
} as LineEntry;
const COMMENTS = `POST ${PUMP.path}/comments` as const;
const ACTIVITIES = `POST ${PUMP.path}/activities` as const;

describe('the time line of a record', () => {
  it('shows what was written as it was written, and who is mentioned by name', async () => {
    await open({
      ...withNotes,
      [PUMP.story]: { entries: [comment(['<b>see</b> ', { person: { id: 'p2', name: 'Wang Wei' } }]), activity] },
    });
    const lines = await waitFor(() => {
      const found = [...document.querySelectorAll('.ant-timeline-item')].map((each) => each.textContent ?? '');
      expect(found).toHaveLength(2);
      return found;
    });
    expect(lines[0]).toContain('<b>see</b> @Wang Wei');
    expect(lines[1]).toMatch(/^Wang Wei.*Call.*They want a quote.*Due: 2026-04-01$/);
    expect(lines[1]).not.toContain('Place');
  });

  it('takes a comment in with Enter, and keeps what was typed where the server cannot', async () => {
    const { person, server } = await open({ [COMMENTS]: refuse(503, 'The database is away.') });
    const box = await screen.findByRole('textbox', { name: /Write a comment/ });
    await person.type(box, 'Hello{Enter}');
    expect(await screen.findByText('The database is away.')).toBeTruthy();
    expect((box as HTMLTextAreaElement).value).toBe('Hello');
    server.answer({ [COMMENTS]: { id: 'c9' } });
    await person.type(box, '{Enter}');
    await waitFor(() => expect((box as HTMLTextAreaElement).value).toBe(''));
    expect(server.writes()).toEqual([
      [COMMENTS, { parts: ['Hello'] }],
      [COMMENTS, { parts: ['Hello'] }],
    ]);
  });

  it.each([
    ['begun', 'Hi @Li'],
    ['written to its end, with the space in it', 'Hi @li na'],
  ])('mentions whom one chooses from those that are offered after @, the name %s', async (_, typed) => {
    const { person, server } = await open({ [COMMENTS]: { id: 'c9' } });
    const box = await screen.findByRole('textbox', { name: /Write a comment/ });
    await person.type(box, typed);
    const offered = await waitFor(() => {
      const found = document.querySelector('.ant-mentions-dropdown-menu-item');
      if (!found) throw new Error('Nobody is offered');
      return found;
    });
    await person.click(offered);
    await waitFor(() => expect((box as HTMLTextAreaElement).value).toBe('Hi @Li Na '));
    await person.type(box, 'look{Enter}');
    await waitFor(() => expect(server.writes()).toEqual([[COMMENTS, { parts: ['Hi ', { person: 'p1' }, ' look'] }]]));
  });

  it('offers nobody once a name is followed by other words, so that Enter sends', async () => {
    const { person, server } = await open({ [COMMENTS]: { id: 'c9' } });
    const box = await screen.findByRole('textbox', { name: /Write a comment/ });
    await person.type(box, 'See @Li Na about it{Enter}');
    await waitFor(() => expect(server.writes()).toEqual([[COMMENTS, { parts: ['See @Li Na about it'] }]]));
  });

  it('says who cannot see the record, and offers to ask its owner or to do without telling', async () => {
    const without = { people: [{ id: 'p2', name: 'Wang Wei' }], may: false, askable: true };
    const { person, server } = await open({ [COMMENTS]: refuse(422, 'They cannot see it: Wang Wei.', { withoutAccess: without }) });
    await person.type(await screen.findByRole('textbox', { name: /Write a comment/ }), 'Hi{Enter}');
    expect(await screen.findByText('They cannot see it: Wang Wei.')).toBeTruthy();
    server.answer({ [COMMENTS]: { id: 'c9' } });
    await person.click(screen.getByRole('button', { name: 'Ask the owner for access and send' }));
    await waitFor(() => expect(server.writes().at(-1)).toEqual([COMMENTS, { parts: ['Hi'], ask: true }]));
    await waitFor(() => expect(screen.queryByText('They cannot see it: Wang Wei.')).toBeNull());
  });

  it('lets its author alone change a comment, or take it back', async () => {
    const { person, server } = await open({
      [PUMP.story]: { entries: [comment(['first'])] },
      'PATCH /apps/x/comments/c1': {},
      'DELETE /apps/x/comments/c1': {},
    });
    await person.click(await screen.findByRole('button', { name: 'Edit comment' }));
    await person.type(screen.getByRole('textbox', { name: 'Edit comment' }), ' and more{Enter}');
    await waitFor(() => expect(server.writes()).toEqual([['PATCH /apps/x/comments/c1', { parts: ['first and more'] }]]));
    await open({ [PUMP.story]: { entries: [comment(['first'], 'p2')] } });
    expect(await screen.findByText('first')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Edit comment' })).toBeNull();
  });

  it('logs an activity with its kind, and what it carries into the record', async () => {
    const { person, server } = await open({ ...withNotes, [ACTIVITIES]: { id: 'n9' } });
    await person.click(await screen.findByRole('radio', { name: 'Visit' }));
    const box = screen.getByRole('textbox', { name: 'Visit: what happened?' });
    expect(document.activeElement).toBe(box);
    expect(screen.queryByText('Place')).toBeNull();
    await person.keyboard('They showed us round{Enter}');
    await waitFor(() =>
      expect(server.writes()).toEqual([[ACTIVITIES, { entity: 'note', values: { text: 'They showed us round', kind: 'visit' } }]]),
    );
    await waitFor(() => expect((box as HTMLTextAreaElement).value).toBe(''));
  });

  it('asks for nothing that an activity would carry into a record that is only to be read', async () => {
    const { person } = await open({ ...withNotes, [PUMP.read]: { ...pump, $may: { update: false, delete: false } } });
    await person.click(await screen.findByRole('radio', { name: 'Visit' }));
    expect(document.querySelector('#line_due')).toBeNull();
    await open(withNotes);
    await person.click(await screen.findByRole('radio', { name: 'Visit' }));
    expect(document.querySelector('#line_due')).toBeTruthy();
  });

  it('logs an activity with the defaults of what it shows, and says where one was emptied', async () => {
    const app = withActivities();
    const begins = { due: { addDays: [{ var: 'today' }, 1] }, place: 'Here' };
    const fields = app.entities.at(-1)?.fields ?? [];
    for (const [key, rule] of Object.entries(begins)) Object.assign(fields.find((field) => field.key === key) as object, { default: rule });
    const { person, server } = await open({ 'GET /apps/x/definition': appOf(role, app), [ACTIVITIES]: { id: 'n9' } });
    await person.click(await screen.findByRole('radio', { name: 'Visit' }));
    await person.keyboard('One{Enter}');
    const one = { text: 'One', kind: 'visit', due: '2026-03-12' };
    await waitFor(() => expect(server.writes()).toEqual([[ACTIVITIES, { entity: 'note', values: one }]]));
    await person.click(screen.getByRole('button', { name: 'More fields' }));
    expect(screen.getByLabelText<HTMLInputElement>('Place').value).toBe('Here');
    await person.clear(document.querySelector('#line_due') as HTMLElement);
    await person.type(screen.getByRole('textbox', { name: 'Visit: what happened?' }), 'Two{Enter}');
    await waitFor(() => expect(server.writes()).toHaveLength(2));
    expect(server.writes()[1]).toEqual([ACTIVITIES, { entity: 'note', values: { ...one, text: 'Two', due: null, place: 'Here' } }]);
  });

  it('shows one kind of thing alone', async () => {
    const { person, server } = await open({ [PUMP.story]: { entries: [comment(['first'])] } });
    await screen.findByText('first');
    await choose(person, screen.getByRole('combobox', { name: 'Shown on the time line' }), 'Comments');
    await waitFor(() => expect(server.questions(`${PUMP.path}/line`).at(-1)?.kinds).toBe('comments'.slice(0, -1)));
  });

  it('is right as soon as an activity of the record is written somewhere else', async () => {
    const { server } = await open({ ...withNotes, [PUMP.read]: pump });
    expect(await screen.findByText('Nothing here yet.')).toBeTruthy();
    server.answer({ [PUMP.story]: { entries: [activity] } });
    await act(async () => server.tell('records', { entity: 'note', ids: ['n1'], at: 5 }));
    expect(await screen.findByText('They want a quote')).toBeTruthy();
  });

  it('speaks Chinese', async () => {
    await open({ ...withNotes, [PUMP.story]: { entries: [comment(null), activity] } }, { language: 'zh-CN' });
    expect(await screen.findByText(/Li Na删除了一条评论/)).toBeTruthy();
    expect(screen.getByRole('radio', { name: '拜访' })).toBeTruthy();
  });
});
