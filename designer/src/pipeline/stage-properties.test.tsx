import type { Pipeline, Stage } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { design } from '../../../test/dom/design.tsx';
import { choose, screen, within } from '../../../test/dom/draw.tsx';
import { StageProperties } from './stage-properties.tsx';

async function properties(key: string, language: 'en' | 'zh-CN' = 'en') {
  const find = (pipelines: readonly Pipeline[] = []) => pipelines.find((each) => each.key === 'plain') as Pipeline;
  const drawn = await design(
    (draft, deal) => {
      const pipeline = find(deal.process?.pipelines);
      return (
        <StageProperties
          draft={draft}
          entity={deal}
          pipeline={pipeline}
          stage={pipeline.stages.find((each) => each.key === key) as Stage}
        />
      );
    },
    { language },
  );
  const now = () => find(drawn.deal().process?.pipelines).stages.find((each) => each.key === key) as Stage;
  return { ...drawn, now };
}
const criteria = (name: string) => within(screen.getByRole('region', { name }));

describe('the step of the buyer', () => {
  it('is a name in both languages, and goes again', async () => {
    const { person, now } = await properties('offer');
    await person.click(screen.getByText('Add the buyer’s step'));
    await person.type(screen.getByLabelText('What the buyer does meanwhile'), 'Tender');
    expect(now().buyerStep).toEqual({ en: 'Tender', 'zh-CN': 'Tender' });
    await person.click(screen.getByText('Remove the buyer’s step'));
    expect(now()).not.toHaveProperty('buyerStep');
  });
});

describe('the standard days of some records', () => {
  it('are rows in order, each with a condition, and go again', async () => {
    const { person, now, undo } = await properties('offer');
    await person.click(screen.getByRole('button', { name: /Other days for some records$/ }));
    expect(now().standardDaysBy).toEqual([{ key: 'days_1', when: false, days: 20 }]);
    const days = screen.getByRole('spinbutton', { name: 'Days of row 1' });
    await person.clear(days);
    await person.type(days, '45');
    await person.tab();
    expect(now().standardDaysBy?.[0]?.days).toBe(45);
    await person.click(screen.getByRole('button', { name: 'Remove row 1' }));
    expect(now()).not.toHaveProperty('standardDaysBy');
    await undo();
    expect(now().standardDaysBy).toHaveLength(1);
  });
});

describe('the properties of a stage', () => {
  it('are its name, colour, probability and standard, each a step that can be undone', async () => {
    const { person, now, undo } = await properties('offer');
    const probability = screen.getByRole('spinbutton', { name: 'Win probability' });
    await person.clear(probability);
    await person.type(probability, '35');
    await person.tab();
    expect(now().probability).toBe(35);
    await person.type(screen.getByRole('spinbutton', { name: 'Standard days' }), '14');
    await person.tab();
    expect(now().standardDays).toBe(14);
    await choose(person, screen.getByRole('combobox', { name: 'Colour' }), 'Gold');
    expect(now().color).toBe('gold');
    await undo();
    expect([now().color, now().standardDays]).toEqual(['blue', 14]);
  });

  it('keep the probability between nothing and certainty', async () => {
    const { person, now } = await properties('offer');
    const probability = screen.getByRole('spinbutton', { name: 'Win probability' });
    await person.clear(probability);
    await person.type(probability, '250');
    await person.tab();
    expect(now().probability).toBe(100);
  });

  it('say where it leads, to all stages where nothing is chosen', async () => {
    const { person, now, undo } = await properties('start');
    const leads = screen.getByRole('combobox', { name: 'Leads to' });
    await choose(person, leads, 'offer');
    expect(now().leadsTo).toEqual(['offer']);
    await undo();
    expect(now()).not.toHaveProperty('leadsTo');
  });

  it('forget a standard that is emptied', async () => {
    const { person, now } = await properties('offer');
    const days = screen.getByRole('spinbutton', { name: 'Standard days' });
    await person.type(days, '14');
    await person.clear(days);
    await person.tab();
    expect(now()).not.toHaveProperty('standardDays');
  });

  it('rename a stage in both languages or in one, and never change its key', async () => {
    const { person, now } = await properties('offer');
    const name = screen.getByLabelText('Name');
    await person.type(name, '!');
    expect(now().name).toEqual({ en: 'offer!', 'zh-CN': 'offer!' });
    const other = screen.getAllByLabelText('Name in the other language')[0] as HTMLElement;
    await person.clear(other);
    await person.type(other, '报价');
    await person.type(name, '?');
    expect(now()).toMatchObject({ key: 'offer', name: { en: 'offer!?', 'zh-CN': '报价' } });
  });

  it('say what must be filled in before a record leaves', async () => {
    const { person, now } = await properties('start');
    const leave = criteria('Before a record may leave');
    expect(leave.getByText('Due')).toBeTruthy();
    await choose(person, leave.getByRole('combobox', { name: 'Filled-in fields' }), 'Cost');
    expect(now().required).toEqual(['due', 'cost']);
    expect(now()).not.toHaveProperty('entryRequired');
  });

  it('say what must hold before a record enters, and forget it where nothing is left of it', async () => {
    const { person, now } = await properties('offer');
    const enter = criteria('Before a record may enter');
    await person.click(enter.getByRole('button', { name: /Add condition$/ }));
    expect(now().entryGates).toEqual([
      {
        key: 'gate',
        rule: { and: [{ '!=': [{ var: 'name' }, null] }] },
        message: { en: 'a condition is not met', 'zh-CN': '条件尚未满足' },
      },
    ]);
    expect(now().gates).toEqual([]);
    const removes = await enter.findAllByRole('button', { name: /Remove condition$/ });
    await person.click(removes.at(-1) as HTMLElement);
    expect(now()).not.toHaveProperty('entryGates');
  });

  it('change a condition by clicking, with the words for who does not meet it', async () => {
    const { person, now } = await properties('start');
    const leave = criteria('Before a record may leave');
    const value = await leave.findByRole('textbox', { name: 'Value' });
    await person.clear(value);
    await person.type(value, '500');
    expect(now().gates[0]?.rule).toEqual({ '>': [{ var: 'amount' }, '500'] });
    await person.type(leave.getByLabelText('Said when it is not met'), '!');
    expect(now().gates[0]).toMatchObject({ key: 'worth', message: { en: 'It is worth too little!' } });
  });

  it('speak Chinese', async () => {
    await properties('start', 'zh-CN');
    expect(document.body.textContent).not.toMatch(/Before a record|Filled-in|design\./);
    expect(screen.getAllByRole('region')).toHaveLength(3);
  });
});
