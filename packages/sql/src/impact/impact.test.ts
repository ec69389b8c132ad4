import { type App, type Places, updateField, updateStage } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { countQueries, effectsOf, hitQuery } from '../index.ts';
import { dryRun, edited, scopedApp, told } from '../test-view.ts';

const before = scopedApp();
const effects = (after: App, places?: Places) => effectsOf(dryRun(after, places));
const ids = (after: App) => effects(after).map(({ id }) => id);
const counted = (after: App, places?: Places) => {
  const [query] = countQueries(dryRun(after, places), effects(after, places));
  if (!query) throw new Error('Nothing is counted');
  return { ...query, text: told(query.statement) };
};

describe('what a publish does to rows and people', () => {
  it('is nothing where nothing changes', () => {
    expect(effects(before)).toEqual([]);
    expect(countQueries(dryRun(before), [])).toEqual([]);
  });

  it.each<[string, (app: App) => App, string, string]>([
    [
      'a field becomes required',
      (app) => updateField(app, 'deal', 'due', { required: true }),
      'required_missing:entities.deal.fields.due',
      '(t.due is null and true)',
    ],
    [
      'a field is required where its condition holds',
      (app) => updateField(app, 'deal', 'reason', { required: true }),
      'required_missing:entities.deal.fields.reason',
      `(t.reason is null and t.status = 'lost'::text)`,
    ],
    [
      'a field becomes unique',
      (app) => updateField(app, 'deal', 'name', { unique: true }),
      'unique_twins:entities.deal.fields.name',
      '("twins of name" > 1 and t.name is not null)',
    ],
    [
      'a field is retired',
      (app) => updateField(app, 'deal', 'cost', { retired: true }),
      'field_hidden:entities.deal.fields.cost',
      't.cost is not null',
    ],
    [
      'an option goes',
      (app) => updateField(app, 'deal', 'reason', { options: [] }),
      'option_gone:entities.deal.fields.reason.options.price',
      `t.reason = 'price'`,
    ],
  ])('%s', (_, edit, id, where) => {
    const after = edit(before);
    expect(ids(after)).toEqual([id]);
    expect(counted(after).text.replaceAll('t."twins', '"twins')).toContain(`(${where}) is true as c0`);
  });

  it('counts all effects on an entity in one pass, with what the rows are worth', () => {
    const {
      text,
      effects: own,
      currency,
      read,
    } = counted(updateField(updateField(before, 'deal', 'due', { required: true }), 'deal', 'cost', { retired: true }));
    expect(own.map(({ code }) => code)).toEqual(['required_missing', 'field_hidden']);
    expect(text.match(/from app_x\.deal/g)).toHaveLength(1);
    expect(text).toContain('trim_scale(sum(x.worth) filter (where x.c1))::text as s1');
    expect(currency).toBe('CNY');
    expect(read({ n0: 3, s0: '12.5', n1: 0, s1: null })).toEqual([
      { count: 3, sum: '12.5' },
      { count: 0, sum: null },
    ]);
  });

  it('judges a new rule by the values that rows have', () => {
    const after = edited((app) =>
      app.entities[0]?.constraints.push({
        key: 'due',
        rule: { '>=': [{ var: 'due' }, { var: 'today' }] },
        message: { en: 'Late', 'zh-CN': '晚' },
      }),
    );
    expect(ids(after)).toEqual(['constraint_broken:entities.deal.constraints.due']);
    // The day of the dry run, not a slot: it is judged now and for nobody in particular.
    expect(counted(after).text).toContain(`('2026-01-01'::date <= t.due)) is not true`);
  });

  it('looks at those beyond a stage for what is new to be filled in there', () => {
    const after = updateStage(before, 'deal', 'plain', 'offer', { required: ['due'] });
    expect(ids(after)).toEqual(['stage_required_missing:entities.deal.process.pipelines.plain.stages.offer.required.due']);
    expect(counted(after).text).toContain(
      `(t.pipeline = 'plain' and t.stage = any(["sign"]::text[]) and coalesce(t.status, 'open') in ('open', 'paused', 'future')) and t.due is null`,
    );
  });

  describe('a stage that goes', () => {
    const after = edited((app) => app.entities[0]?.process?.pipelines[1]?.stages.splice(1, 1));

    it('asks what becomes of the records on their way, and only tells of the closed ones', () => {
      const found = effects(after).filter(({ code }) => code.startsWith('stage_gone'));
      expect(found.map(({ code, asks }) => [code, asks])).toEqual([
        ['stage_gone', true],
        ['stage_gone_closed', undefined],
      ]);
      const { text } = counted(after);
      expect(text).toContain(
        `(t.was_pipeline = 'plain' and t.was_stage = 'offer') and coalesce(t.status, 'open') in ('open', 'paused', 'future')`,
      );
      expect(text).toContain(
        `(t.was_pipeline = 'plain' and t.was_stage = 'offer') and not coalesce(t.status, 'open') in ('open', 'paused', 'future')`,
      );
    });

    it('counts everything else as rows will stand once they are moved', () => {
      const [place] = effects(after).flatMap(({ asks, id }) => (asks ? [id] : []));
      expect(place).toContain('stages.offer');
      expect(counted(after).text).not.toContain('else b.stage end as stage');
    });
  });

  it('says that an entity goes out of sight', () => {
    const after = edited((app) => Object.assign(app.entities[1] ?? {}, { retired: true }));
    expect(ids(after)).toContain('entity_hidden:entities.firm');
  });
});

describe('the records that an effect hits', () => {
  const after = updateField(before, 'deal', 'due', { required: true });
  const [effect] = effects(after);
  const hits = (from?: string) => told((effect && hitQuery(dryRun(after), effect, from, 20))?.statement ?? { sql: '', parameters: [] });

  it('come by id, page by page, with what they are called and worth', () => {
    expect(hits()).toMatch(/where \(t\.due is null and true\) and true order by t\.id limit 20$/);
    expect(hits('r9')).toContain(`and t.id > 'r9'::uuid order by t.id`);
    expect(hits()).toContain('t.name::text as title, o.name as owner');
    expect(hits()).toContain('trim_scale(t.amount)::text as amount');
  });

  it('are none where an effect is about people', () => {
    const [gone] = effects(edited((app) => app.roles.splice(1, 1)));
    expect(gone && hitQuery(dryRun(before), gone, undefined, 20)).toBeUndefined();
  });
});
