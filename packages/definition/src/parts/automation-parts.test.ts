import { describe, expect, it } from 'vitest';
import { setAfter, updateBand, updateLevel } from '../edit/ladder.ts';
import { addNode, moveNode, setTrigger, updateNode } from '../edit/steps.ts';
import { exampleChain, exampleLadder, exampleWith } from '../example-automations.ts';
import type { Automation } from '../model/automation/automation.ts';
import type { Node } from '../model/automation/node.ts';
import { diff } from './diff.ts';
import { keyIssues, learnKeys } from './keys.ts';
import { partsOf } from './parts.ts';
import { uses } from './uses.ts';

const app = exampleWith([exampleLadder(), exampleChain()]);
const edited = (ladder: Automation, chain = exampleChain()) => exampleWith([ladder, chain]);
const said = (path: string) => uses(app, path).flatMap((use) => (use.path.startsWith('automations') ? `${use.path} ${use.property}` : []));
const deal = 'entities.deal';

describe('the parts of an automation', () => {
  it('stand each under a path of its own, called by their level and place', () => {
    const parts = partsOf(app).filter(({ path }) => path.startsWith('automations.ladder'));
    expect(parts.map(({ kind, path, names }) => `${kind} ${path} ${names.at(-1)?.en}`)).toEqual([
      'automation automations.ladder Key accounts',
      'trigger automations.ladder.on Key accounts',
      'level automations.ladder.on.levels.owner Owner',
      'level automations.ladder.on.levels.manager Manager',
      'level automations.ladder.on.levels.pool Pool',
      'band automations.ladder.on.bands.big Big',
      'band automations.ladder.on.bands.rest All others',
      'node automations.ladder.nodes.remind Owner › Step 1: Remind',
      'node automations.ladder.nodes.warn Manager › Step 1: Remind',
      'node automations.ladder.nodes.reclaim Pool › Step 1: Reclaim',
    ]);
    expect(parts.find(({ kind }) => kind === 'band')?.place).toBe('automations.0.on.bands.0');
  });

  it.each<[string, string, string[]]>([
    ['an entity', deal, ['automations.ladder entity', 'automations.chain entity']],
    ['an entity whose records it makes', 'entities.visit', ['automations.chain.nodes.b entity']],
    ['a field that it sets', `${deal}.fields.due`, ['automations.chain.nodes.a values']],
    [
      'a field that its texts name',
      `${deal}.fields.name`,
      [
        'automations.ladder.nodes.remind text',
        'automations.ladder.nodes.warn text',
        'automations.chain.nodes.b values',
        'automations.chain.nodes.f text',
        'automations.chain.nodes.g subject',
      ],
    ],
    ['a field a reference away', 'entities.firm.fields.size', ['automations.ladder.on.bands.big when']],
    ['a field of a new record', 'entities.visit.fields.name', ['automations.chain.nodes.b values']],
    ['the field that links a new record', 'entities.visit.fields.deal', ['automations.chain.nodes.b link']],
    ['an option that it waits for', `${deal}.fields.reason.options.price`, ['automations.chain.on to', 'automations.chain.nodes.a values']],
    ['an option of a row', 'entities.firm.fields.size.options.big', ['automations.ladder.on.bands.big when']],
    ['a stage', `${deal}.process.pipelines.plain.stages.offer`, ['automations.chain.nodes.d stage']],
    ['a role', 'roles.sales', ['automations.chain.nodes.c teams', 'automations.chain.nodes.g to']],
    ['a level', 'automations.ladder.on.levels.pool', ['automations.ladder.on.bands.big after']],
  ])('name %s', (_, path, expected) => {
    expect(partsOf(app).find((part) => part.path === path)?.path).toBe(path);
    expect(
      said(path)
        .filter((each) => !each.endsWith(' next') && !each.endsWith(' start'))
        .sort(),
    ).toEqual(expected.toSorted());
  });

  it('that count follow-ups name the field by which these belong to a record', () => {
    const ladder = exampleLadder();
    const counting = exampleWith([{ ...ladder, on: { ...ladder.on, clock: 'follow_up' } as Automation['on'] }]);
    const found = (of: typeof counting) => uses(of, 'entities.visit.fields.deal').map(({ path, property }) => `${path} ${property}`);
    expect(found(counting)).toContain('automations.ladder.on clock');
    expect(found(exampleWith([ladder])).filter((each) => each.startsWith('automations'))).toEqual([]);
  });

  it('that a webhook begins name what it fills and by what it finds, and say it in words', () => {
    const takes = { name: 'title', amount: 'form.sum' };
    const webhook = { kind: 'webhook', takes, match: 'name' } as const;
    const of = exampleWith([{ ...exampleChain(), on: webhook }]);
    const found = (field: string) =>
      uses(of, `${deal}.fields.${field}`).flatMap(({ path, property }) => (path.endsWith('.on') ? [property] : []));
    expect([found('name'), found('amount'), found('due')]).toEqual([['takes', 'match'], ['takes'], []]);
    const [change] = diff(of, exampleWith([{ ...exampleChain(), on: { ...webhook, takes: { ...takes, amount: 'sum' } } }]));
    expect(change?.values?.takes?.to).toMatchObject({
      items: [
        { name: { en: 'Name' }, value: { text: 'title' } },
        { name: { en: 'Amount' }, value: { text: 'sum' } },
      ],
    });
  });

  it('keep their key for good: runs name it', () => {
    const known = learnKeys({}, app);
    const other = exampleWith([{ ...exampleChain(), key: 'ladder', name: { en: 'New', 'zh-CN': '新' } }]);
    expect(keyIssues(known, exampleWith([]), other).map(({ code, path }) => `${path} ${code}`)).toEqual(['automations.ladder key.removed']);
    expect(keyIssues(known, exampleWith([]), app)).toEqual([]);
  });
});

const keeping = (openHours: object): Automation => {
  const made = exampleLadder();
  return { ...made, on: { ...made.on, openHours } as Automation['on'] };
};

describe('what changed about an automation', () => {
  const changes = (next: Automation, chain?: Automation) =>
    diff(app, edited(next, chain)).map(({ kind, path, properties }) => [kind, path, ...(properties ?? [])].join(' '));

  it.each<[string, string[]]>([
    ['times', changes(setAfter(exampleLadder(), 'big', 'pool', 30))],
    ['a row', changes(updateBand(exampleLadder(), 'big', { name: { en: 'Large', 'zh-CN': '大' } }))],
    ['a level', changes(updateLevel(exampleLadder(), 'pool', { waits: 9 }))],
    ['working hours', changes(keeping({}))],
    ['a trigger', changes(setTrigger(exampleLadder(), { kind: 'created' }))],
    ['a step', changes(updateNode(exampleLadder(), 'warn', { warns: undefined }))],
  ])('is told where it stands: %s', (what, found) => {
    const expected: Record<string, string[]> = {
      times: ['changed automations.ladder.on.bands.big after'],
      'a row': ['changed automations.ladder.on.bands.big name'],
      'a level': ['changed automations.ladder.on.levels.pool waits'],
      'working hours': ['changed automations.ladder.on openHours'],
      'a trigger': [
        'changed automations.ladder.on kind clock unit',
        ...['owner', 'manager', 'pool'].map((key) => `removed automations.ladder.on.levels.${key}`),
        ...['big', 'rest'].map((key) => `removed automations.ladder.on.bands.${key}`),
        ...['warn', 'reclaim'].map((key) => `removed automations.ladder.nodes.${key}`),
      ],
      'a step': ['changed automations.ladder.nodes.warn warns'],
    };
    expect(found).toEqual(expected[what]);
  });

  it('is told of the order of steps and of a step between others', () => {
    const look: Node = { key: 'x', kind: 'notify', next: { done: null }, to: [{ kind: 'owner' }], text: { en: 'x', 'zh-CN': 'x' } };
    expect(changes(exampleLadder(), addNode(exampleChain(), look, [{ node: 'a', outcome: 'done' }]))).toEqual([
      'changed automations.chain.nodes.a next',
      'added automations.chain.nodes.x',
    ]);
    expect(changes(exampleLadder(), moveNode(exampleChain(), 'a', [{ node: 'b', outcome: 'done' }]))).toContain(
      'moved automations.chain.nodes',
    );
  });

  it('is told in words', () => {
    const [change] = diff(app, edited(setAfter(exampleLadder(), 'big', 'pool', 30)));
    expect(change?.values?.after?.to).toMatchObject({ items: [{}, {}, { kind: 'pair', name: { en: 'Pool' }, value: { text: '30' } }] });
    const quiet = { except: { from: '12:00', to: '13:30' } };
    expect(diff(edited(keeping({})), edited(keeping(quiet)))[0]?.values?.openHours).toEqual({
      from: { kind: 'label', label: { en: 'yes', 'zh-CN': '是' } },
      to: { kind: 'label', label: { en: 'yes, but not 12:00–13:30', 'zh-CN': '是，12:00–13:30 除外' } },
    });
    const [set] = diff(app, edited(exampleLadder(), updateNode(exampleChain(), 'a', { values: { reason: 'price' } })));
    expect(set?.values?.values?.to).toEqual({
      kind: 'list',
      items: [
        { kind: 'pair', name: { en: 'Reason', 'zh-CN': '原因' }, value: { kind: 'label', label: { en: 'Price', 'zh-CN': 'Price' } } },
      ],
    });
    const [text] = diff(app, edited(updateNode(exampleLadder(), 'reclaim', { text: { en: '{name}', 'zh-CN': '{firm.name}' } })));
    expect(text?.values?.text?.to).toEqual({ kind: 'label', label: { en: '{Name}', 'zh-CN': '{公司 › 名称}' } });
    const [to] = diff(
      app,
      edited(
        updateNode(exampleLadder(), 'warn', {
          to: [
            { kind: 'manager', up: 2 },
            { kind: 'role', role: 'sales' },
            { kind: 'field', field: 'owner' },
          ],
        }),
      ),
    );
    expect(to?.values?.to?.to).toMatchObject({
      items: [{ label: { 'zh-CN': '上 2 级主管' } }, { label: { en: 'Sales' } }, { label: { en: 'Owner' } }],
    });
  });
});
