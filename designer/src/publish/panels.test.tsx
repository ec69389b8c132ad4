import type { Impact, PlaceQuestion, PlanStep } from '@pipewright/definition';
import { addField, diff, updateField, updateStage } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it, vi } from 'vitest';
import { choose, draw, screen } from '../../../test/dom/draw.tsx';
import { ChangeList } from './change-list.tsx';
import { ImpactList } from './impact-list.tsx';
import { PlaceQuestions } from './place-questions.tsx';
import { PlanList } from './plan-list.tsx';

const label = (en: string, zh = en) => ({ en, 'zh-CN': zh });
const lines = () => screen.getAllByRole('listitem').map((each) => each.textContent?.replaceAll(/\s+/g, ' ').trim());
const app = exampleApp();

describe('what changes, in words', () => {
  const after = updateStage(
    updateField(addField(app, 'deal', { key: 'budget', type: 'money', name: label('Budget', '预算') }), 'deal', 'due', { required: true }),
    'deal',
    'plain',
    'offer',
    { probability: 35 },
  );

  it('says what happened to what, from what to what', async () => {
    await draw(<ChangeList changes={diff(app, after)} />);
    expect(lines()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^added ?Field “Deal › Budget”/),
        expect.stringMatching(/^changed ?Field “Deal › Due”required: No → Yes$|^changed ?Field “Deal › Due”required: None → Yes$/),
        expect.stringMatching(/^changed ?Stage “Deal › Plain › offer”win probability: 50%? → 35%?$/),
      ]),
    );
  });

  it('says so where nothing has', async () => {
    await draw(<ChangeList changes={[]} />);
    expect(screen.getByText('Nothing has changed.')).toBeTruthy();
  });

  it('speaks Chinese without a key of ours in it', async () => {
    await draw(<ChangeList changes={diff(app, after)} />, 'zh-CN');
    expect(lines().join()).toContain('预算');
    expect(lines().join()).not.toMatch(/added|changed|property\.|part\.|change\./);
  });
});

describe('whom and what it hits', () => {
  const impact: Impact[] = [
    {
      id: 'a',
      code: 'required_missing',
      count: 12,
      names: [label('Deal'), label('Due')],
      lists: true,
      worth: { amount: '1200.5', currency: 'CNY' },
    },
    {
      id: 'b',
      code: 'acts_lost',
      count: 3,
      names: [label('Sales'), label('Deal')],
      words: ['act.create', 'act.pause'],
      lists: false,
    },
    { id: 'c', code: 'read_lost', count: 7, people: 2, names: [label('Sales'), label('Deal')], lists: true },
  ];

  it('is said in numbers, with what the records are worth', async () => {
    await draw(<ImpactList impact={impact} onShow={vi.fn()} />);
    const [missing, acts, read] = lines();
    expect(missing).toContain('Deal › Due: 12 records lack a value.');
    expect(missing).toContain('worth ¥1,200.50');
    expect(acts).toBe('Sales › Deal: 3 people lose the right to: Create, Pause.');
    expect(read).toContain('7 records go out of the sight of at least one of 2 people.');
  });

  it('opens as the list of records, where there are any', async () => {
    const onShow = vi.fn();
    const { person } = await draw(<ImpactList impact={impact} onShow={onShow} />);
    const buttons = screen.getAllByRole('button', { name: 'Show records' });
    expect(buttons).toHaveLength(2);
    await person.click(buttons[1] as HTMLElement);
    expect(onShow.mock.calls).toEqual([['c']]);
  });

  it('says so where nobody is hit', async () => {
    await draw(<ImpactList impact={[]} onShow={vi.fn()} />);
    expect(screen.getByText('No existing record is affected.')).toBeTruthy();
  });
});

describe('where the records of a removed stage go', () => {
  const question: PlaceQuestion = {
    id: 'deal/plain/offer',
    effect: 'stage_gone:x',
    names: [label('Deal'), label('Plain'), label('Offer', '报价')],
    count: 4,
    choices: [
      { key: 'plain/start', names: [label('Start')] },
      { key: 'big/tender', names: [label('Big'), label('Tender')] },
    ],
  };
  const ask = (places: Record<string, string | null> = {}) => {
    const asked = { onAnswer: vi.fn(), onShow: vi.fn() };
    return { asked, element: <PlaceQuestions questions={[question]} places={places} {...asked} /> };
  };

  it('is asked with the stages they may go to, and leaving them is an answer too', async () => {
    const { asked, element } = ask();
    const { person } = await draw(element);
    const list = screen.getByRole('combobox', { name: 'Deal › Plain › Offer: 4 records' });
    await choose(person, list, 'Big › Tender');
    await choose(person, list, 'Leave them there, shown as a former stage');
    expect(asked.onAnswer.mock.calls).toEqual([
      ['deal/plain/offer', 'big/tender'],
      ['deal/plain/offer', null],
    ]);
    await person.click(screen.getByRole('button', { name: 'Show records' }));
    expect(asked.onShow.mock.calls).toEqual([['stage_gone:x']]);
  });

  it('shows the answer that was given', async () => {
    const { again } = await draw(ask({ 'deal/plain/offer': 'plain/start' }).element);
    expect(document.querySelector('.ant-select')?.textContent).toBe('Start');
    again(ask({ 'deal/plain/offer': null }).element);
    expect(document.querySelector('.ant-select')?.textContent).toBe('Leave them there, shown as a former stage');
  });

  it('is no question where no stage goes', async () => {
    await draw(<PlaceQuestions questions={[]} places={{}} onAnswer={vi.fn()} onShow={vi.fn()} />);
    expect(screen.queryByText('Where do these records go?')).toBeNull();
  });
});

describe('what happens in the database', () => {
  const step = (n: number): PlanStep => ({ kind: 'add_column', names: [label('Deal'), label(`Field ${n}`)] });

  it('is said in plain words, the first steps and how many more', async () => {
    await draw(<PlanList steps={Array.from({ length: 15 }, (_, i) => step(i + 1))} />);
    expect(lines()).toHaveLength(13);
    expect(lines()[0]).toBe('Adds the column “Field 1” to “Deal”.');
    expect(lines()[12]).toBe('… and 3 more steps.');
  });

  it('always says how many indexes there will be', async () => {
    const budget: PlanStep = { kind: 'index_budget', names: [label('Deal')], budget: { listed: 20, most: 24, left: 0 } };
    await draw(<PlanList steps={[budget, ...Array.from({ length: 13 }, (_, i) => step(i))]} />);
    expect(lines().at(-1)).toBe('Lists and boards of “Deal” then have 20 of at most 24 indexes.');
  });

  it('is nothing where no table changes', async () => {
    await draw(<PlanList steps={[]} />);
    expect(screen.getByText('No change to the tables.')).toBeTruthy();
  });
});
