import { describe, expect, it } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { choose, screen, waitFor, within } from '../../../test/dom/draw.tsx';

async function open(options: Parameters<typeof openDesigner>[2] = {}) {
  const opened = await openDesigner('pipeline/deal', {}, options);
  await waitFor(() => expect(stages().length).toBeGreaterThan(0));
  const process = async () => (await opened.kept())?.entities[0]?.process;
  const plain = async () => (await process())?.pipelines.at(-1);
  return { ...opened, process, plain, tab: async (name: string) => opened.person.click(await screen.findByRole('tab', { name })) };
}
const stages = () => [...document.querySelectorAll('.ant-list-item button[aria-pressed]')].map((each) => each.textContent);
const preview = () => [...document.querySelectorAll('[inert] [data-stage]')].map((each) => each.getAttribute('data-stage'));
const dialog = async () => within(await screen.findByRole('dialog'));
const keys = (list: readonly { readonly key: string }[] | undefined) => list?.map(({ key }) => key);

describe('the stages of a pipeline', () => {
  it('are listed in order with their chances, and shown as the board will', async () => {
    await open();
    expect(stages()).toEqual(['start 10% ', 'offer 50% ', 'sign 90% ']);
    expect(preview()).toEqual(['start', 'offer', 'sign']);
    expect(screen.getByText('Example 1')).toBeTruthy();
  });

  it('are put in another order by buttons, the ends of which go no further', async () => {
    const { press, button, plain } = await open();
    expect([(await button('Move start up')).disabled, (await button('Move sign down')).disabled]).toEqual([true, true]);
    await press('Move sign up');
    await press('Move start down');
    expect(keys((await plain())?.stages)).toEqual(['sign', 'start', 'offer']);
    expect(preview()).toEqual(['sign', 'start', 'offer']);
  });

  it('are added at the end with the chance of the last, marked as new, and chosen', async () => {
    const { press, person, plain } = await open();
    await press(/Add stage$/);
    const asked = await dialog();
    await person.type(asked.getByLabelText('Name'), 'Hand over');
    await person.click(asked.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(stages().at(-1)).toBe('Hand over 90% new'));
    expect(document.querySelector<HTMLInputElement>('#stage_name')?.value).toBe('Hand over');
    expect((await plain())?.stages.at(-1)).toMatchObject({ key: 'hand_over', probability: 90, required: [], gates: [] });
  });

  it('are removed, but never the last', async () => {
    const { press, tab, button, process } = await open();
    await press('Remove offer');
    await waitFor(() => expect(stages()).toEqual(['start 10% ', 'sign 90% ']));
    await tab('Big');
    await press('Remove tender');
    await waitFor(() => expect(stages()).toEqual(['start 10% ']));
    expect((await button('Remove start')).disabled).toBe(true);
    expect((await process())?.pipelines.map((each) => keys(each.stages))).toEqual([['start'], ['start', 'sign']]);
  });

  it('open to their properties and back to those of the pipeline', async () => {
    const { press, person } = await open();
    await person.click(screen.getByRole('button', { name: /^offer 50%/ }));
    expect((await screen.findByLabelText<HTMLInputElement>('Name')).value).toBe('offer');
    await press('Pipeline properties');
    expect(screen.getByText('Choose a stage to change its properties.')).toBeTruthy();
  });

  it('speak Chinese', async () => {
    await open({ language: 'zh-CN' });
    expect(document.body.textContent).not.toMatch(/Add stage|Move start|Win probability|Preview/);
    expect(screen.getByRole('button', { name: '上移 start' })).toBeTruthy();
  });
});

describe('the pipelines of an entity', () => {
  it('are tried in order, and the last one takes the rest', async () => {
    const { tab } = await open();
    expect(await screen.findByText('For everything that no other pipeline takes.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Remove pipeline/ })).toBeNull();
    await tab('Big');
    expect(await screen.findByRole('button', { name: /Remove pipeline/ })).toBeTruthy();
  });

  it('are added before it with a condition, change places, and go', async () => {
    const { press, person, process } = await open();
    await press('Add pipeline');
    const asked = await dialog();
    await person.type(asked.getByLabelText('Name'), 'Tiny');
    await person.click(asked.getByRole('button', { name: 'Add' }));
    expect(await screen.findByRole('heading', { name: 'Tiny' })).toBeTruthy();
    const made = (await process())?.pipelines;
    expect(keys(made)).toEqual(['big', 'tiny', 'plain']);
    expect(made?.[1]).toMatchObject({ when: { '==': [{ var: 'reason' }, 'price'] }, stages: [{ key: 'start', probability: 10 }] });
  });

  it('change places, but none goes behind the last', async () => {
    const { press, person, button, process } = await open();
    await press('Add pipeline');
    const asked = await dialog();
    await person.type(asked.getByLabelText('Name'), 'Tiny');
    await person.click(asked.getByRole('button', { name: 'Add' }));
    expect((await button('Move Tiny down')).disabled).toBe(true);
    await press('Move Tiny up');
    expect(keys((await process())?.pipelines)).toEqual(['tiny', 'big', 'plain']);
  });

  it('go, and the last one takes their deals', async () => {
    const { tab, press, process } = await open();
    await tab('Big');
    await press(/Remove pipeline/);
    await waitFor(() => expect(screen.queryByRole('tab', { name: 'Big' })).toBeNull());
    expect(keys((await process())?.pipelines)).toEqual(['plain']);
  });

  it('say what closing asks for', async () => {
    const { person, process } = await open();
    await choose(person, screen.getByRole('combobox', { name: 'Needed to close as won' }), 'Cost');
    await choose(person, screen.getByRole('combobox', { name: 'Needed to close as lost' }), 'Due');
    expect(await process()).toMatchObject({ wonRequires: ['cost'], lostRequires: ['reason', 'due'] });
  });
});

describe('the reasons of pausing, voiding and reopening', () => {
  it('are a list for each, counted, and a day where one waits', async () => {
    const { person, press, process } = await open();
    await person.click(screen.getByText('Pause (0)'));
    await press(/Add reason$/);
    expect(await screen.findByText('Pause (1)')).toBeTruthy();
    await person.click(screen.getByLabelText('Ask for a day'));
    expect((await process())?.statuses?.paused).toEqual({
      reasons: [{ key: 'reason_1', name: { en: 'Reason 1', 'zh-CN': '原因 1' } }],
      until: true,
    });
  });

  it('have keys that no other list has', async () => {
    const { person, press, process } = await open();
    await person.click(screen.getByText('Pause (0)'));
    await press(/Add reason$/);
    await person.click(screen.getByText('Void (0)'));
    await person.click((await screen.findAllByRole('button', { name: /Add reason$/ })).at(-1) as HTMLElement);
    expect(keys((await process())?.statuses?.void?.reasons)).toEqual(['reason_2']);
    expect(screen.getAllByLabelText('Ask for a day')).toHaveLength(1);
  });

  it('go where they are nobody’s yet', async () => {
    const { person, press, process } = await open();
    await person.click(screen.getByText('Reopen (0)'));
    await press(/Add reason$/);
    await press('Delete');
    await waitFor(() => expect(screen.getByText('Reopen (0)')).toBeTruthy());
    expect((await process())?.statuses?.reopen?.reasons ?? []).toEqual([]);
  });
});
