import type { Automation, Beginning } from '@pipewright/definition';
import { exampleLadder, exampleWith } from '@pipewright/definition/example-automations';
import { describe, expect, it } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { screen, waitFor, within } from '../../../test/dom/draw.tsx';
import { type Answers, type Asked, refuse } from '../../../test/dom/server.ts';

const COUNT = 'POST /apps/x/automations/beginnings';
const offOf = <Key extends string>(key: Key) => `PUT /apps/x/automations/${key}/off` as const;
const ladder = (key: string, phase?: number): Automation => ({
  ...exampleLadder(),
  ...{ key, name: { en: key.toUpperCase(), 'zh-CN': key.toUpperCase() }, ...(phase ? { phase } : {}) },
});
const state = (key: string, off: boolean) => ({
  ...{ key, off, switchedBy: null, switchedAt: null, fired: 0, lastAt: null, waiting: 0, asleep: 0, failed: 0, failure: null, refused: 0 },
});
const begins = (automation: string, records: number): Beginning => ({
  ...{
    automation,
    name: { en: automation.toUpperCase(), 'zh-CN': automation.toUpperCase() },
    counted: true,
    records,
    levels: [],
    most: null,
  },
});
/** Counts as many as are named here, and none of the others. */
const counted =
  (records: Readonly<Record<string, number>>) =>
  ({ body }: Asked) => {
    const { automation } = body as { automation: string };
    return { beginnings: [begins(automation, records[automation] ?? 0)] };
  };
const looks = [
  {
    ...{
      language: 'en' as const,
      width: 1280,
      on: 'Switch all on: Phase 1',
      off: 'Switch all off: Phase 1',
      off2: 'Switch all off: Phase 2',
    },
    ...{ title: 'Switch 2 automations on?', ok: 'Switch on', cancel: 'Cancel', done: '2 automations are switched on.' },
    ...{ some: '“A” begins at once for 300 records.', none: '“C” begins for nothing at once.', stopped: '1 automation is switched off.' },
  },
  {
    ...{ language: 'zh-CN' as const, width: 360, on: '全部启用：第 1 批', off: '全部停用：第 1 批', off2: '全部停用：第 2 批' },
    ...{ title: '确定启用 2 个自动化？', ok: '启用', cancel: '取消', done: '已启用 2 个自动化。' },
    ...{ some: '“A”会立即针对 300 条记录触发。', none: '“C”不会立即触发。', stopped: '已停用 1 个自动化。' },
  },
] as const;

describe.each(looks)('a phase of automations, in $language at $width px', (look) => {
  const open = async (answers: Answers = {}) => {
    const published = exampleWith([ladder('a', 1), ladder('b', 1), ladder('c', 1), ladder('d', 2)]);
    const definition = exampleWith([...(published.automations ?? []), ladder('e', 1), ladder('f', 2)]);
    const opened = await openDesigner(
      'automations',
      {
        'GET /apps/x/draft': { definition, published, revision: 7, version: 2, keys: [] },
        'GET /apps/x/automations': [state('a', true), state('b', false), state('c', true), state('d', false)],
        [COUNT]: counted({ a: 300 }),
        [offOf('a')]: state('a', false),
        [offOf('b')]: state('b', true),
        [offOf('c')]: state('c', false),
        ...answers,
      },
      { language: look.language, width: look.width },
    );
    const switches = () => opened.server.writes().filter(([way]) => way !== COUNT && way.endsWith('/off'));
    const standing = async () => (await screen.findAllByRole('switch')).map((each) => each.getAttribute('aria-checked'));
    return { ...opened, switches, standing };
  };

  it('is switched on together, once it was said for how many records each begins, and only what is off is', async () => {
    const { press, person, server, switches, standing } = await open();
    await press(look.on);
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(look.title)).toBeTruthy();
    expect(dialog.getByText(look.some)).toBeTruthy();
    expect(dialog.getByText(look.none)).toBeTruthy();
    expect(server.writes().filter(([way]) => way === COUNT)).toEqual([
      [COUNT, { automation: 'a' }],
      [COUNT, { automation: 'c' }],
    ]);
    await person.click(dialog.getByRole('button', { name: look.cancel }));
    expect(switches()).toEqual([]);
    await press(look.on);
    await press(look.ok);
    await screen.findByText(look.done);
    expect(switches()).toEqual([
      [offOf('a'), { off: false }],
      [offOf('c'), { off: false }],
    ]);
    expect(await standing()).toEqual(['true', 'true', 'true', 'true']);
    expect(screen.queryByRole('button', { name: look.on })).toBeNull();
  });

  it('is switched off together; what is alone in its phase has its own switch', async () => {
    const { press, switches, standing } = await open();
    await press(look.off);
    await screen.findByText(look.stopped);
    expect([switches(), await standing()]).toEqual([[[offOf('b'), { off: true }]], ['false', 'false', 'false', 'true']]);
    expect(screen.queryByRole('button', { name: look.off2 })).toBeNull();
  });

  it('keeps what was switched where another could not be, and says why', async () => {
    const { press, standing } = await open({
      [COUNT]: counted({}),
      [offOf('c')]: refuse(409, 'Not now.'),
    });
    await press(look.on);
    await screen.findByText('Not now.');
    await waitFor(async () => expect(await standing()).toEqual(['true', 'true', 'false', 'true']));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: look.on }).disabled).toBe(false);
  });
});
