import { type App, addField, addRole, addStage, type Entity, editEntity, setGrant, updateField, updateStage } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { compileSql } from '../ground/compile.ts';
import { optionList } from '../ground/field-order.ts';
import { ddl } from './ddl.ts';
import { indexSet, MOST_LISTED } from './index-set.ts';
import { inWords, steps } from './plan.ts';
import { tables } from './table.ts';

const label = { en: 'x', 'zh-CN': 'x' };
const v = (name: string) => ({ var: name });
const deal = (app: App) => app.entities[0] as Entity;
const listed = (app: App) => Object.values(indexSet(app, deal(app)).indexes).map(({ columns, kind }) => `${kind} ${columns.join()}`);
const withView = (app: App, sort: string | undefined, ...equal: Rule[]) =>
  editEntity(app, 'deal', (entity) => ({
    ...entity,
    views: [
      ...entity.views,
      {
        key: `v${entity.views.length}`,
        name: label,
        columns: ['name'],
        ...(sort ? { sort } : {}),
        ...(equal.length > 0 ? { filter: { and: equal } } : {}),
      },
    ],
  }));
const app = exampleApp();
const open = { '==': [v('status'), 'open'] };

describe('the place of an option', () => {
  it('lets nothing but keys into the text of a statement', () => {
    expect(optionList(['won', 'null', 'a_1'])).toBe('{won,"null",a_1}');
    for (const key of ["a'", 'a"', 'a,b', '{', '', 'A b']) expect(() => optionList([key])).toThrow();
  });
});

describe('the indexes of an entity', () => {
  it('serve what a role sees of the pool by those of owners: a right to it asks for none of its own', () => {
    const own = setGrant(withView(app, '-due'), 'sales', 'deal', { read: 'own', hidden: [] });
    expect(listed(own)).toContain('btree owner,due,id');
    for (const claim of ['department', 'below', 'all'] as const) {
      const wider = listed(setGrant(own, 'sales', 'deal', { claim }));
      expect([wider.filter((index) => !listed(own).includes(index)), wider.includes('btree owner,due,id')]).toEqual([[], true]);
    }
  });

  it('begin with what holds the rows of a role together, then what a view holds to one value, then its order', () => {
    const found = listed(withView(app, '-due,-amount', open, { '>=': [v('amount'), 10] }));
    expect(found).toContain('btree status,due,amount,id');
    expect(found).toContain('btree owner,status,due,amount,id');
    expect(found.some((each) => each.startsWith('btree department,'))).toBe(true);
    expect(found).not.toContain('btree department,status,due,amount,id');
  });

  it('are those of each way in which a role reaches rows', () => {
    const below = setGrant(withView(app, 'due', open), 'sales', 'deal', { read: 'below' });
    expect(listed(below)).toEqual(expect.arrayContaining(['btree owner,status,due,id', 'btree department,status,due,id']));
    const ruled = setGrant(withView(app, 'due', open), 'sales', 'deal', { read: { rule: { '==': [v('reason'), 'price'] } } });
    expect(listed(ruled)).toContain('btree reason,status,due,id');
    const nobody = setGrant(withView(app, 'due', open), 'sales', 'deal', { read: 'none' });
    expect(listed(nobody)).not.toContain('btree owner,status,due,id');
  });

  it('leave the scope out where the view is about one person or one record', () => {
    const found = listed(
      withView(
        setGrant(app, 'sales', 'deal', { read: 'below' }),
        'due',
        { '==': [v('firm'), { var: 'firm' }] },
        { '==': [v('owner'), v('user.id')] },
      ),
    );
    expect(found).toContain('btree owner,due,id');
    expect(found).not.toContain('btree department,owner,due,id');
  });

  it('take a longer one for a shorter question and the same one for the same question in other words', () => {
    const two = withView(withView(app, 'due', open), '-due,-amount', open);
    expect(listed(two).filter((each) => /^btree status,due/.test(each))).toEqual(['btree status,due,amount,id']);
    const turned = withView(withView(app, 'due', open, { '==': [v('reason'), 'price'] }), 'due', { '==': [v('reason'), 'price'] }, open);
    expect(listed(turned).filter((each) => /due,id$/.test(each) && /^btree [rs]/.test(each))).toEqual(['btree status,reason,due,id']);
  });

  it('have none for a reference alone where a longer one begins with it, unless a view asks in the order in which records were made', () => {
    expect(listed(app)).toContain('btree owner,id');
    const sorted = editEntity(app, 'deal', (entity) => ({ ...entity, views: entity.views.map((view) => ({ ...view, sort: 'due' })) }));
    expect(listed(sorted)).toContain('btree owner,due,id');
    expect(listed(sorted)).not.toContain('btree owner,id');
    expect(listed(sorted)).toContain('btree firm,id');
    expect(listed(withView(sorted, undefined))).toContain('btree owner,id');
  });

  it('follow an order as people read it: pinyin, the options, one direction only, nothing too long for a page', () => {
    const texts = addField(app, 'deal', { key: 'note', type: 'long_text', name: label });
    expect(listed(withView(texts, 'name', open))).toContain('pinyin status,name,id');
    expect(listed(withView(texts, 'reason', open))).toContain('position status,reason,id');
    expect(listed(withView(texts, 'due,-amount', open))).toContain('btree status,due,id');
    expect(listed(withView(texts, 'note', open)).some((each) => each.includes('note'))).toBe(false);
    const long = updateField(app, 'deal', 'name', { maxLength: 5000 });
    expect(listed(long).some((each) => each.startsWith('pinyin'))).toBe(false);
  });

  it('sort a choice by the very text that questions are compiled with, and are other ones once the options stand otherwise', () => {
    const sorted = withView(app, 'reason');
    const [before] = Object.entries(indexSet(sorted, deal(sorted)).indexes).filter(
      ([, index]) => index.kind === 'position' && index.columns[0] === 'reason',
    );
    const options = [
      { key: 'null', name: label },
      { key: 'price', name: label },
    ];
    const next = updateField(sorted, 'deal', 'reason', { options });
    const plan = steps(tables(sorted), tables(next));
    const made = plan.map((step) => compileSql(ddl('app_x', step)).sql);
    expect(made).toHaveLength(2);
    expect(made).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^create index concurrently if not exists "\w+" on "app_x"."deal" \(array_position\('\{"null",price\}'::text\[\], "reason"\), "id"\)/,
        ),
      ]),
    );
    expect(Object.keys(indexSet(next, deal(next)).indexes)).not.toContain(before?.[0]);
    const stages = addStage(app, 'deal', 'plain', { key: 'more', name: label, probability: 5, color: 'blue', required: [], gates: [] });
    expect(steps(tables(app), tables(stages)).map((step) => step.kind)).toEqual(['create_index']);
  });

  it('keep within the budget, the most useful first, and the plan says so', () => {
    let many = setGrant(addRole(app, 'lead', label), 'lead', 'deal', { read: 'below' });
    for (const key of ['due', 'amount', 'cost', 'created_at', 'closed_on', 'probability', 'stage_since', 'status_until'])
      many = withView(many, key, open);
    const { listed: count, left } = indexSet(many, deal(many));
    expect([count.length, left > 0]).toEqual([MOST_LISTED, true]);
    expect(listed(many)).toContain('btree pipeline,stage,status,updated_at,id');
    const [said] = inWords(steps(tables(app), tables(many)), many).filter((step) => step.kind === 'index_budget');
    expect(said).toEqual({ kind: 'index_budget', names: [deal(app).name], budget: { listed: MOST_LISTED, most: MOST_LISTED, left } });
    expect(inWords(steps(tables(many), tables(many)), many)).toEqual([]);
  });

  it('sort the choices that views show where there is room for it', () => {
    const shown = editEntity(app, 'deal', (entity) => ({
      ...entity,
      views: entity.views.map((view) => ({ ...view, columns: ['name', 'status', 'reason'] })),
    }));
    expect(listed(app)).not.toContain('position status,id');
    expect(listed(shown).slice(-2)).toEqual(['position status,id', 'position reason,id']);
  });

  it('serve what a day begins with: what one changed last, the steps that are due, and what is longest in its stage where that has a standard', () => {
    const dated = addField(app, 'deal', { key: 'todo_on', type: 'date', name: label });
    const stepping = editEntity(dated, 'deal', (entity) => ({
      ...entity,
      process: entity.process && { ...entity.process, nextStepDate: 'todo_on' },
    }));
    const today = ['btree updated_by,updated_at,id', 'btree status,todo_on,id', 'btree status,stage_since,id'];
    const found = (of: App) => today.filter((each) => listed(of).includes(each));
    expect(found(dated)).toEqual(today.slice(0, 1));
    expect(found(stepping)).toEqual(today.slice(0, 2));
    expect(found(updateStage(stepping, 'deal', 'plain', 'start', { standardDays: 7 }))).toEqual(today);
    // A person's own are few, and need none of their own.
    expect(listed(stepping).filter((each) => /owner.*todo_on/.test(each))).toEqual([]);
    const firm = app.entities[1] as Entity;
    expect(Object.keys(indexSet(app, firm).indexes).filter((each) => each.includes('updated_by'))).toEqual([]);
  });

  it('are only those of its data for an entity that is out of use', () => {
    const retired = editEntity(withView(app, 'due', open), 'deal', (entity) => ({ ...entity, retired: true }));
    expect(indexSet(retired, deal(retired)).listed).toEqual([]);
    expect(listed(retired)).toContain('btree owner,id');
  });
});
