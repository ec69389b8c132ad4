import type { Beginning } from '@pipewright/definition';
import { exampleLadder, exampleWith } from '@pipewright/definition/example-automations';
import { momentText } from '@pipewright/ui';
import { describe, expect, it } from 'vitest';
import { dryRun, openDesigner } from '../../../test/dom/designer.tsx';
import { screen, waitFor, within } from '../../../test/dom/draw.tsx';
import type { Answers } from '../../../test/dom/server.ts';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
const OPENS = '2026-11-30T01:00:00.000Z';
const COUNT = 'POST /apps/x/automations/beginnings';
const OFF = 'PUT /apps/x/automations/ladder/off';
const DRY = 'POST /apps/x/dry-run';
const state = {
  ...{
    key: 'ladder',
    off: true,
    switchedBy: null,
    switchedAt: null,
    fired: 0,
    lastAt: null,
    waiting: 0,
    asleep: 0,
    failed: 0,
    failure: null,
    refused: 0,
  },
};
const begins = (more: Partial<Beginning> = {}): Beginning => ({
  ...{ automation: 'ladder', name: label('Key accounts', '重点客户'), counted: true, records: 300 },
  levels: [
    { level: label('Owner', '负责人'), count: 300 },
    { level: label('Manager', '经理'), count: 120 },
    { level: label('Director', '总监'), count: 0 },
  ],
  most: { person: { id: 'u1', name: 'Wang Lei' }, count: 45 },
  ...more,
});
const looks = [
  {
    ...{ language: 'en' as const, width: 1280, list: '“Key accounts” begins at once for 300 records.Owner: 300, Manager: 120' },
    ...{ most: 'Most to one person: 45 reminders (Wang Lei).', on: 'Switch on', title: 'What begins at once', publish: 'Publish' },
    ...{ none: '“Key accounts” begins for nothing at once.', unknown: /^“Key accounts” speaks of what is not published yet/ },
    ...{ later: `“Key accounts” begins for 300 records once its working hours begin: ${momentText(OPENS)}.` },
    ...{ counting: 'Counting what would begin at once …', failed: 'What would begin at once could not be counted.', cancel: 'Cancel' },
    quiet: 'No existing record is affected.',
  },
  {
    ...{ language: 'zh-CN' as const, width: 360, list: '“重点客户”会立即针对 300 条记录触发。负责人：300 次、经理：120 次' },
    ...{ most: '单人最多收到 45 条提醒（Wang Lei）。', on: '启用', title: '会立即触发的自动化', publish: '发布' },
    ...{ none: '“重点客户”不会立即触发。', unknown: /^“重点客户”用到了尚未发布的内容/ },
    ...{ later: `“重点客户”会在工作时间开始后（${momentText(OPENS)}）针对 300 条记录触发。` },
    ...{ counting: '正在统计会立即触发的记录…', failed: '无法统计会立即触发的记录。', cancel: '取消' },
    quiet: '不影响现有记录。',
  },
] as const;

describe.each(looks)('how many an automation begins for at once, in $language at $width px', (look) => {
  const { language, width } = look;
  const open = (place: string, answers: Answers) => {
    const app = exampleWith([exampleLadder()]);
    const draft = { definition: app, published: app, revision: 7, version: 2, keys: [] };
    return openDesigner(place, { 'GET /apps/x/draft': draft, 'GET /apps/x/automations': [state], ...answers }, { language, width });
  };
  const written = (server: Awaited<ReturnType<typeof open>>['server']) => server.writes().filter(([way]) => way === OFF || way === COUNT);

  it('is said before it is switched on, and only a yes switches it on', async () => {
    const { person, server, press } = await open('automations', { [COUNT]: { beginnings: [begins()] }, [OFF]: { ...state, off: false } });
    const turn = await screen.findByRole('switch');
    await person.click(turn);
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('listitem').textContent).toBe(`${look.list}${look.most}`);
    await person.click(dialog.getByRole('button', { name: look.cancel }));
    expect([turn.getAttribute('aria-checked'), written(server)]).toEqual(['false', [[COUNT, { automation: 'ladder' }]]]);
    await person.click(turn);
    await press(look.on);
    await waitFor(() => expect(turn.getAttribute('aria-checked')).toBe('true'));
    expect(written(server).at(-1)).toEqual([OFF, { off: false }]);
  });

  it('asks nothing where nothing begins at once', async () => {
    const { person, server } = await open('automations', {
      [COUNT]: { beginnings: [begins({ records: 0, levels: [], most: null })] },
      [OFF]: { ...state, off: false },
    });
    await person.click(await screen.findByRole('switch'));
    await waitFor(() =>
      expect(written(server)).toEqual([
        [COUNT, { automation: 'ladder' }],
        [OFF, { off: false }],
      ]),
    );
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  const change = (path: string) =>
    dryRun({ changes: [{ kind: 'changed', part: 'automation', path, names: [label('Key accounts', '重点客户')] }] });
  const publishing = async (answers: Answers) => {
    const opened = await open('entity/firm', { [DRY]: change('automations.ladder'), ...answers });
    await opened.press(new RegExp(`${look.publish}$`));
    const dialog = within(await screen.findByRole('dialog'));
    return { ...opened, dialog, publish: () => dialog.getByRole<HTMLButtonElement>('button', { name: look.publish }) };
  };

  it('is said before a publish, which waits until it is counted', async () => {
    let tell: (value: { beginnings: Beginning[] }) => void = () => undefined;
    const slow = new Promise<{ beginnings: Beginning[] }>((resolve) => {
      tell = resolve;
    });
    const { dialog, publish } = await publishing({ [COUNT]: () => slow as never });
    expect(await dialog.findByText(look.counting)).toBeTruthy();
    expect(publish().disabled).toBe(true);
    expect(dialog.queryByText(look.quiet)).toBeNull();
    tell({
      beginnings: [
        begins(),
        begins({ automation: 'b', records: 0 }),
        begins({ automation: 'c', counted: false, records: 0 }),
        begins({ automation: 'd', opens: OPENS }),
      ],
    });
    const region = await dialog.findByRole('region', { name: look.title });
    await waitFor(() => expect(within(region).getAllByRole('listitem')[0]?.textContent).toBe(`${look.list}${look.most}`));
    expect(within(region).getByText(look.later)).toBeTruthy();
    expect(within(region).getByText(look.none)).toBeTruthy();
    expect(within(region).getByText(look.unknown)).toBeTruthy();
    await waitFor(() => expect(publish().disabled).toBe(false));
    expect(dialog.queryByText(look.quiet)).toBeNull();
  });

  it('is nothing, and no record is affected, where nothing begins', async () => {
    const { dialog } = await publishing({ [COUNT]: { beginnings: [begins({ records: 0, levels: [], most: null })] } });
    expect(await dialog.findByText(look.none)).toBeTruthy();
    expect(dialog.getByText(look.quiet)).toBeTruthy();
  });

  it('forbids no publish where it could not be counted', async () => {
    const { dialog, publish } = await publishing({ [COUNT]: () => Promise.reject(new Error('away')) as never });
    expect(await dialog.findByText(look.failed)).toBeTruthy();
    expect(dialog.queryByText(look.quiet)).toBeNull();
    await waitFor(() => expect(publish().disabled).toBe(false));
  });

  it('is not asked where nothing that waits for the clock changes', async () => {
    const { dialog, publish, server } = await publishing({ [DRY]: dryRun() });
    await waitFor(() => expect(publish().disabled).toBe(false));
    expect(dialog.queryByText(look.title)).toBeNull();
    expect(server.writes().filter(([way]) => way === COUNT)).toEqual([]);
  });
});
