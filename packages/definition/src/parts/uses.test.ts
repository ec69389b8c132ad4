import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { editEntity, retireField, updateField } from '../edit/entity.ts';
import { isCleanable, isEntry, letGo } from '../edit/let-go.ts';
import { exampleApp } from '../example.ts';
import type { App } from '../model/app.ts';
import { readApp } from '../stored/read.ts';
import { partsOf } from './parts.ts';
import { uses } from './uses.ts';

const v = (name: string) => ({ var: name });
const label = { en: 'x', 'zh-CN': 'x' };
const said = (app: App, path: string) => uses(app, path).map((use) => `${use.path} ${use.property}`);
const ruled = (rule: unknown): App =>
  editEntity(exampleApp(), 'deal', (entity) => ({
    ...entity,
    constraints: [...entity.constraints, { key: 'ruled', rule: rule as never, message: label }],
  }));

/** What is a person's to decide: whether follow-ups are still counted where nothing is one any more, and with what a required field begins that not everybody who makes a record may fill in. */
const DECIDED: ReadonlySet<string> = new Set(['automation.no_activity', 'role.cannot_fill', 'automation.required']);

describe('where a part is used', () => {
  it.each<[string, unknown, string]>([
    ['an option', { '!=': [v('reason'), 'price'] }, 'entities.deal.fields.reason.options.price'],
    ['an option in a list', { in: [v('reason'), ['other', 'price']] }, 'entities.deal.fields.reason.options.price'],
    ['an option deep inside', { and: [true, { '!': [{ '==': ['price', v('reason')] }] }] }, 'entities.deal.fields.reason.options.price'],
    ['a stage', { '==': [v('stage'), 'offer'] }, 'entities.deal.process.pipelines.plain.stages.offer'],
    ['a pipeline', { '==': [v('pipeline'), 'big'] }, 'entities.deal.process.pipelines.big'],
    ['an option a reference away', { '==': [v('firm.size'), 'big'] }, 'entities.firm.fields.size.options.big'],
    ['a field', { '>': [v('due'), v('today')] }, 'entities.deal.fields.due'],
    ['a reference on the way', { '==': [v('firm.size'), 'big'] }, 'entities.deal.fields.firm'],
  ])('%s, where a rule names it', (_, rule, path) => {
    expect(partsOf(ruled(rule)).find((part) => part.path === path)?.path).toBe(path);
    expect(said(ruled(rule), path)).toContain('entities.deal.constraints.ruled rule');
    expect(said(ruled(rule), `${path}x`)).toEqual([]);
  });

  it('is an option that a field begins with, or may begin with', () => {
    const choice = { if: [{ '==': [v('user.department'), 'small'] }, 'big'] };
    const begins = (value: unknown) => updateField(exampleApp(), 'firm', 'size', { default: value as never });
    for (const value of ['big', choice]) {
      expect(said(begins(value), 'entities.firm.fields.size.options.big')).toContain('entities.firm.fields.size default');
      const left = letGo(begins(value), 'entities.firm.fields.size.options.big', isCleanable);
      expect(left.entities[1]?.fields[1]).not.toHaveProperty('default');
    }
    expect(said(begins('big'), 'entities.firm.fields.size.options.small')).toEqual([]);
  });

  it('is one of several options that a field begins with, and the others stay', () => {
    const several = (value: string[]) => updateField(exampleApp(), 'firm', 'size', { type: 'choices', default: value });
    const left = (value: string[]) => letGo(several(value), 'entities.firm.fields.size.options.big', isCleanable).entities[1]?.fields[1];
    expect(left(['small', 'big'])?.default).toEqual(['small']);
    expect(left(['big'])).not.toHaveProperty('default');
  });

  it('is not where the same word stands for something else', () => {
    const path = 'entities.deal.fields.reason.options.price';
    expect(said(ruled({ '==': [v('name'), 'price'] }), path)).toEqual([]);
    expect(said(ruled({ '==': [v('firm.reason'), 'price'] }), path)).toEqual([]);
    expect(said(ruled({ and: [{ '!=': [v('reason'), null] }, { '==': [v('name'), 'price'] }] }), path)).toEqual([]);
  });

  it('is told of entities, reports and figures', () => {
    const app = { ...exampleApp(), dashboards: [{ key: 'main', name: label, tiles: [{ report: 'sum', width: 12 }] }] };
    expect(said(app, 'entities.firm')).toEqual(['entities.deal.fields.firm target']);
    expect(said(app, 'reports.sum')).toEqual(['dashboards.main tiles']);
    const sorted = { ...app, reports: app.reports.map((report) => ({ ...report, sort: [{ by: 'sum', descending: true }] })) };
    expect(said(sorted, 'reports.sum.measures.sum')).toEqual(['reports.sum sort']);
  });
});

describe('letting go', () => {
  const everywhere = (): App => {
    const app = ruled({ '>': [v('amount'), 1] });
    return {
      ...editEntity(app, 'deal', (entity) => ({
        ...entity,
        views: entity.views.map((view) => ({ ...view, columns: ['amount'], sort: '-amount,name', group: 'amount' })),
      })),
      dashboards: [{ key: 'main', name: label, tiles: [{ report: 'sum', width: 12 }] }],
    };
  };

  it('of a field leaves lists, properties, rules and figures, and a report without figures leaves its dashboards', () => {
    const app = letGo(everywhere(), 'entities.deal.fields.amount', isCleanable);
    expect(said(app, 'entities.deal.fields.amount')).toEqual([]);
    const [deal] = app.entities;
    expect(deal?.views.map(({ columns, sort, group }) => [columns, sort, group])).toEqual([[['name'], 'name', undefined]]);
    expect(deal?.constraints).toEqual([]);
    expect(deal?.process?.amount).toBeUndefined();
    expect([app.reports, app.dashboards.map(({ tiles }) => tiles)]).toEqual([[], [[]]]);
    expect(readApp(app)).toHaveProperty('value');
  });

  it('takes only what was chosen, and nothing that a person must decide', () => {
    const app = everywhere();
    const entries = letGo(app, 'entities.deal.fields.amount', isEntry);
    expect(entries.entities[0]?.constraints).toEqual(app.entities[0]?.constraints);
    expect(entries.reports).toEqual(app.reports);
    expect(letGo(app, 'entities.deal.fields.amount', () => false)).toBe(app);
    expect(letGo(app, 'entities.deal.fields.name', isCleanable).entities[0]?.title).toBe('name');
  });

  it('of any part of the template leaves a definition that can be read, and names the part nowhere that could be cleaned up', () => {
    const text = readFileSync(new URL('../../../../templates/opportunity/definition.json', import.meta.url), 'utf8');
    const read = readApp(JSON.parse(text));
    if ('issues' in read) throw new Error('The template cannot be read');
    let cleaned = 0;
    for (const { path, kind } of partsOf(read.value)) {
      const app = letGo(read.value, path, isCleanable);
      expect([path, uses(app, path).filter(isCleanable)]).toEqual([path, []]);
      if (app !== read.value) {
        const again = readApp(app);
        const left = 'issues' in again ? again.issues.filter(({ code }) => !DECIDED.has(code)) : [];
        expect([path, left]).toEqual([path, []]);
        cleaned += 1;
      }
      if (kind === 'field' && path.startsWith('entities.opportunity.')) {
        const retired = retireField(app, 'opportunity', path.split('.').at(-1) ?? '');
        const left = uses(retired, path).map(({ part, property }) => `${part}.${property}`);
        expect(
          left.filter(
            (each) =>
              !/^(conversion_target\.|automation\.|trigger\.|band\.|node\.|grant\.|entity\.title|view\.filter|pipeline\.when|report\.filter|measure\.(filter|of))/.test(
                each,
              ),
          ),
        ).toEqual([]);
      }
    }
    expect(cleaned).toBeGreaterThan(40);
  });
});
