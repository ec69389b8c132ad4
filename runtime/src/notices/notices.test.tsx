import { describe, expect, it } from 'vitest';
import { act, screen, waitFor } from '../../../test/dom/draw.tsx';
import { frame } from '../../../test/dom/frame-page.tsx';
import { about, notice, told } from '../../../test/dom/notices.ts';
import { record } from '../../../test/dom/record-page.tsx';

describe('the bell', () => {
  it.each([
    ['en', 'Notices: 1 unread', 'Nudge: “Pump” is about to be taken back.', 'Call <b>them</b>', 'Level 2', /^Due 2026-03-12 /],
    ['zh-CN', '通知：1 条未读', '催办：“Pump”即将被收回。', '请致电 A&B', '第 2 级', /^截止 2026-03-12 /],
  ] as const)('says in %s what an automation tells, its step and by when', async (language, bell, sentence, text, level, due) => {
    const words = {
      ...{ automation: { en: 'Nudge', 'zh-CN': '催办' }, text: { en: 'Call <b>them</b>', 'zh-CN': '请致电 A&B' } },
      ...{ level: 2, due: '2026-03-12T04:00:00.000Z' },
    };
    const { person } = await frame(told([notice('n1', { kind: 'warning', by: null, about: { ...about, ...words } })]), { language });
    await person.click(await screen.findByRole('button', { name: bell }));
    for (const said of [sentence, text, level, due]) expect(await screen.findByText(said)).toBeTruthy();
  });

  it('says how much is unread, and is right as soon as something comes', async () => {
    const { server } = await frame();
    expect(await screen.findByRole('button', { name: 'Notices' })).toBeTruthy();
    server.answer(told([notice('n1')]));
    await act(async () => server.tell('notices', { entity: null, ids: null, at: 1 }));
    expect(await screen.findByRole('button', { name: 'Notices: 1 unread' })).toBeTruthy();
  });

  it('lists what was told in sentences, and leads to the record, which is then read', async () => {
    const { person, server, address } = await frame({ ...told([notice('n1')]), ...record(), 'POST /apps/x/notices/n1/read': {} });
    await person.click(await screen.findByRole('button', { name: 'Notices: 1 unread' }));
    await person.click(await screen.findByText(/Wang Wei mentioned you in a comment on “Pump”\./));
    await waitFor(() => expect(address()).toBe('/a/x/deal/d1'));
    expect(server.writes()).toEqual([['POST /apps/x/notices/n1/read', undefined]]);
  });

  it('leads nowhere from what is out of sight, and marks all as read that is on the screen', async () => {
    const unseen = notice('n2', { about: null });
    const { person, server, address } = await frame(
      { ...told([unseen, notice('n1', { read: true })]), 'POST /apps/x/notices/read': {} },
      { language: 'zh-CN' },
    );
    await person.click(await screen.findByRole('button', { name: '通知：1 条未读' }));
    expect(await screen.findByText('Wang Wei的一条通知涉及您现在无权查看的内容。')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: '全部标为已读' }));
    await waitFor(() => expect(server.writes()).toEqual([['POST /apps/x/notices/read', { until: 'n2' }]]));
    expect(address()).toBe('/a/x/deal');
  });

  it.each([
    [
      'en',
      [
        'Wang Wei gave “Pump” to Li Na.',
        'Wang Wei took over “Pump”.',
        'Wang Wei removed you as the owner of “Pump”.',
        'Wang Wei took over 3 deals of yours.',
        'The system removed you as the owner of 3 deals.',
      ],
    ],
    [
      'zh-CN',
      [
        'Wang Wei已将“Pump”转交给Li Na负责。',
        'Wang Wei已接手“Pump”。',
        'Wang Wei已将您从“Pump”的负责人中移除。',
        'Wang Wei已接手您的 3 条商机。',
        '系统已将您从 3 条商机的负责人中移除。',
      ],
    ],
  ] as const)('says in %s who has what one owned, also where who tells it took it or nobody has it', async (language, sentences) => {
    const by = { id: 'p2', name: 'Wang Wei' };
    const many = { ...about, record: null, title: null, count: 3 };
    const { person } = await frame(
      told([
        notice('n1', { kind: 'released', about: { ...about, person: { id: 'p3', name: 'Li Na' } } }),
        notice('n2', { kind: 'released', about: { ...about, person: by } }),
        notice('n3', { kind: 'released' }),
        notice('n4', { kind: 'releasedMany', about: { ...many, person: by } }),
        notice('n5', { kind: 'releasedMany', by: null, about: many }),
      ]),
      { language },
    );
    await person.click(await screen.findByRole('button', { name: language === 'en' ? 'Notices: 5 unread' : '通知：5 条未读' }));
    for (const sentence of sentences) expect(await screen.findByText(sentence)).toBeTruthy();
  });
});
