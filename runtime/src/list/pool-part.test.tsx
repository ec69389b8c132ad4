import type { PoolStory } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { rows, screen, waitFor } from '../../../test/dom/draw.tsx';
import { visit } from '../../../test/dom/visit.tsx';
import { appOf, around, deal, page, someone } from '../../../test/dom/world.ts';

const wang = { id: 'p2', name: '王伟' };
const li = { id: 'p3', name: '李娜' };
const name = { en: 'Stale deals', 'zh-CN': '滞留商机' };
const since = '2026-03-10T02:00:00.000Z';
const story = (id: string, way: PoolStory['way'], more: Partial<PoolStory> = {}): PoolStory => ({
  ...{ id, since, way, person: wang, by: null, automation: null },
  ...more,
});
const stories = [
  story('d1', 'automation', { automation: { name, gone: false } }),
  story('d2', 'automation', { automation: { name, gone: true } }),
  story('d3', 'automation', { automation: { name: null, gone: true } }),
  story('d4', 'given_up'),
  story('d5', 'by_hand', { by: li }),
  story('d6', 'by_hand', { person: null }),
  story('d7', 'never', { person: null, since: null }),
];
const deals = stories.map(({ id }, i) => deal(id, `Deal ${i + 1}`, { owner: null }));
const pool = {
  ...around(appOf(someone({ claim: 'all' }))),
  'GET /apps/x/records/deal': page(deals),
  'GET /apps/x/records/deal/together/pool': { stories },
};
const said = {
  en: [
    'Since 2026-03-10: Automation “Stale deals” took it back from 王伟',
    'Since 2026-03-10: Automation “Stale deals”, deleted since, took it back from 王伟',
    'Since 2026-03-10: An automation that was deleted since took it back from 王伟',
    'Since 2026-03-10: given up by 王伟',
    'Since 2026-03-10: 李娜 took it back from 王伟',
    'Since 2026-03-10: (not visible) took it back from (not visible)',
    'never had an owner',
  ],
  'zh-CN': [
    '2026-03-10 进入：由自动化「滞留商机」从王伟名下回收',
    '2026-03-10 进入：由自动化「滞留商机」（后已删除）从王伟名下回收',
    '2026-03-10 进入：由已被删除的自动化从王伟名下回收',
    '2026-03-10 进入：王伟放弃',
    '2026-03-10 进入：由李娜从王伟名下回收',
    '2026-03-10 进入：由（无权查看）从（无权查看）名下回收',
    '从未有负责人',
  ],
} as const;

describe('the list of the pool', () => {
  it.each(['en', 'zh-CN'] as const)('says in %s under each title how the record came there, with one question', async (language) => {
    const { server } = await visit('/a/x/deal?view=:pool', pool, { language });
    await screen.findByText(said[language][0]);
    expect(rows().map(([, title]) => title)).toEqual(said[language].map((each, i) => `Deal ${i + 1}${each}`));
    expect(server.questions('/apps/x/records/deal/together/pool')).toEqual([{ ids: 'd1,d2,d3,d4,d5,d6,d7' }]);
  });

  it.each(['en', 'zh-CN'] as const)('says so in %s on the cards of a phone', async (language) => {
    await visit('/a/x/deal?view=:pool', pool, { language, width: 360 });
    const card = (await screen.findByText(said[language][3])).closest('li');
    expect(card?.textContent).toContain(`Deal 4${said[language][3]}`);
  });

  it('asks nothing of it where the list is another one', async () => {
    const { server } = await visit('/a/x/deal', pool);
    await screen.findByText('Deal 1');
    expect(rows()[0]?.[1]).toBe('Deal 1');
    expect(server.questions('/apps/x/records/deal/together/pool')).toEqual([]);
  });

  it('asks nothing more of it once another list is looked at', async () => {
    const { server, person } = await visit('/a/x/deal?view=:pool', pool);
    await screen.findByText(said.en[0]);
    await person.click(screen.getByRole('tab', { name: 'All' }));
    await waitFor(() => expect(rows()[0]?.[1]).toBe('Deal 1'));
    expect(server.questions('/apps/x/records/deal/together/pool')).toHaveLength(1);
  });
});
