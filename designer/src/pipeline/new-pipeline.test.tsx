import type { OfferedPipeline } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
const show = { key: 'show', name: label('Show', '演示'), probability: 50, color: 'gold' as const, required: [], gates: [] };
const offered: OfferedPipeline = {
  ...{
    key: 'demo',
    from: label('Sales', '销售'),
    description: label('Around a demo', '围绕演示'),
    names: { budget: label('Budget', '预算') },
  },
  pipeline: {
    ...{ key: 'demo_line', name: label('Demo sale', '演示型'), when: null },
    stages: [
      { key: 'talk', name: label('Talk', '沟通'), probability: 10, color: 'blue', required: ['due', 'budget'], gates: [] },
      { ...show, tasks: [{ key: 'do', name: label('Do it', '演示一次') }] },
    ],
  },
};
async function open(language: 'en' | 'zh-CN' = 'en', width = 1280) {
  const opened = await openDesigner('pipeline/deal', { 'GET /pipelines': { pipelines: [offered] } }, { language, width });
  const process = async () => (await opened.kept())?.entities[0]?.process;
  return { ...opened, process, dialog: async () => within(await screen.findByRole('dialog')) };
}

describe('a pipeline that is offered', () => {
  it('is taken with its stages, without what the entity has no place for, which is said', async () => {
    const { press, person, dialog, process } = await open();
    await press('Add pipeline');
    const asked = await dialog();
    await person.click(await asked.findByRole('radio', { name: /^Demo sale/ }));
    expect(asked.getByLabelText<HTMLInputElement>('Name').value).toBe('Demo sale');
    expect(asked.getByRole('list', { name: 'Stages of Demo sale' }).textContent).toBe('TalkShow');
    expect(asked.getByRole('alert').textContent).toBe('Left out, because Deal has no place for itTalk: BudgetShow: Do it');
    await person.click(asked.getByRole('button', { name: 'Add' }));
    expect(await screen.findByRole('heading', { name: 'Demo sale' })).toBeTruthy();
    const made = (await process())?.pipelines[1];
    expect([made?.key, made?.stages.map(({ key, required, tasks }) => [key, required, tasks])]).toEqual([
      'demo_line',
      [
        ['talk', ['due'], undefined],
        ['show', [], undefined],
      ],
    ]);
  });

  it('speaks Chinese on a phone', async () => {
    const { press, dialog, person } = await open('zh-CN', 360);
    await press('添加流程');
    const asked = await dialog();
    await person.click(await asked.findByRole('radio', { name: /^演示型/ }));
    expect(asked.getByRole('alert').textContent).toBe('“商机”中没有对应内容，以下未带入阶段“沟通”：预算阶段“演示”：演示一次');
  });
});

describe('pipelines by questions', () => {
  it('are chosen for each class, and those that nobody needs go', async () => {
    const { press, person, dialog, process } = await open();
    await press('Choose by questions');
    const asked = await dialog();
    expect((await asked.findByRole<HTMLButtonElement>('button', { name: 'Take over' })).disabled).toBe(true);
    await choose(person, asked.getByRole('combobox', { name: 'Big: Pipeline' }), 'Demo sale');
    expect(asked.getAllByRole('alert').map((each) => each.textContent)).toEqual([
      'No class uses these pipelines any more, so they go: Big. For records that stand in them, publishing asks where they go.',
      'Left out, because Deal has no place for itTalk: BudgetShow: Do it',
    ]);
    await person.click(asked.getByRole('button', { name: 'Take over' }));
    await waitFor(() => expect(screen.queryByRole('tab', { name: 'Big' })).toBeNull());
    expect((await process())?.pipelines.map(({ key, when }) => [key, when])).toEqual([
      ['demo_line', { '==': [{ var: 'firm.size' }, 'big'] }],
      ['plain', null],
    ]);
  });
});
