import { describe, expect, it } from 'vitest';
import { validate } from '../check/validate.ts';
import { exampleApp } from '../example.ts';
import type { App, Entity } from '../model/app.ts';
import type { Grant, Role } from '../model/role.ts';
import { appFor } from './person-app.ts';

const label = (en: string) => ({ en, 'zh-CN': en });
const open: Grant = { read: 'all', create: false, update: 'all', delete: 'none', hidden: [], readonly: [] };

/** The example, changed, as a role with these grants gets it. */
function seenBy(
  grants: Role['grants'],
  change: (deal: Entity, app: App) => void = () => {},
): { made: App; deal: Entity; firm: Entity | undefined } {
  const app = exampleApp();
  const [deal] = app.entities as [Entity];
  change(deal, app);
  const role: Role = { key: 'person', name: label('Person'), grants };
  const made = appFor({ ...app, roles: [...app.roles, role] }, role);
  return {
    made,
    deal: made.entities.find((each) => each.key === 'deal') as Entity,
    firm: made.entities.find((each) => each.key === 'firm'),
  };
}

describe('the app as a role may know it', () => {
  it('is the whole for an administrator', () => {
    const app = exampleApp();
    expect(appFor(app, app.roles[0] as Role)).toBe(app);
  });

  it('loses nothing but the other roles where nothing is hidden', () => {
    const { made } = seenBy({ deal: open, firm: open });
    const { roles, ...rest } = exampleApp();
    expect(made).toEqual({ ...rest, roles: [{ key: 'person', name: label('Person'), grants: { deal: open, firm: open } }] });
  });

  it('has the picture of an entity and its place in menus', () => {
    const { deal, firm } = seenBy({ deal: open, firm: open }, (each) => Object.assign(each, { icon: 'trophy', menu: 'more' }));
    expect([deal.icon, deal.menu, firm?.icon, firm?.menu]).toEqual(['trophy', 'more', undefined, undefined]);
  });

  it('has no rule that reads what is hidden on the other side of a reference', () => {
    const { made, deal } = seenBy({ deal: open, firm: { ...open, hidden: ['size'] } }, (entity) => {
      entity.fields[4] = {
        ...entity.fields[4],
        showIf: { '==': [{ var: 'firm.size' }, 'big'] },
        required: true,
      } as Entity['fields'][number];
    });
    expect(JSON.stringify(made)).not.toContain('size');
    // Shown always, and so not always required: only the server knows when.
    expect(deal.fields[4]).toEqual({ key: 'due', type: 'date', name: { en: 'Due', 'zh-CN': '日期' } });
    // No pipeline looks chosen but the one a record stands in, and the last is still for everything else.
    expect(deal.process?.pipelines.map(({ when }) => when)).toEqual([{ '==': [{ var: 'pipeline' }, 'big'] }, null]);
    expect(validate(made).map(({ code }) => code)).toEqual(['role.no_admin']);
  });

  it('has the defaults of the fields that are known, as far as it is known when those are shown', () => {
    const begins = (deal: Entity) => {
      Object.assign(deal.fields[3] as object, { default: '777.01' });
      Object.assign(deal.fields[2] as object, { default: '5' });
      Object.assign(deal.fields[4] as object, { default: { var: 'today' }, showIf: { '==': [{ var: 'firm.size' }, 'big'] } });
    };
    const known = seenBy({ deal: open, firm: open }, begins).deal.fields.map((field) => field.default);
    expect(known).toEqual([undefined, undefined, '5', '777.01', { var: 'today' }, undefined]);
    const { made, deal } = seenBy({ deal: { ...open, hidden: ['cost'] }, firm: { ...open, hidden: ['size'] } }, begins);
    expect(JSON.stringify(made)).not.toContain('777.01');
    expect(deal.fields.map((field) => field.default)).toEqual([undefined, undefined, '5', undefined, undefined]);
  });

  it('keeps a rule whose words only look like a hidden key', () => {
    const { deal } = seenBy({ deal: { ...open, hidden: ['lost'] }, firm: open }, (entity) => {
      entity.fields.push({ key: 'lost', type: 'text', name: label('Secret') });
    });
    expect(deal.fields.find((field) => field.key === 'reason')?.showIf).toEqual({ '==': [{ var: 'status' }, 'lost'] });
  });

  it('does not let a name travel that the checker reads past', () => {
    const { deal } = seenBy({ deal: { ...open, hidden: ['cost'] }, firm: open }, (entity) => {
      entity.views.push({ key: 'odd', name: label('Odd'), columns: ['name'], filter: { in: [{ var: 'name' }, [{ var: 'cost' }]] } });
    });
    expect(deal.views.map((view) => view.key)).toEqual(['all']);
  });

  it('groups no view by what may not be known', () => {
    const { deal } = seenBy({ deal: { ...open, hidden: ['due'] }, firm: open }, (entity) => {
      for (const group of ['due', 'reason']) entity.views.push({ key: group, name: label(group), columns: ['name'], group });
    });
    expect(deal.views.map(({ key, group }) => [key, group])).toEqual([
      ['all', undefined],
      ['due', undefined],
      ['reason', 'reason'],
    ]);
  });

  it('leaves a reference that leads out of reach without its target', () => {
    const { made, deal } = seenBy({ deal: open });
    expect(made.entities.map((each) => each.key)).toEqual(['deal']);
    expect(deal.fields[1]).toEqual({ key: 'firm', type: 'reference', name: { en: 'Firm', 'zh-CN': '公司' } });
  });

  it('has no process where one may not know where records stand, nor what reads it', () => {
    for (const hidden of ['stage', 'pipeline', 'status']) {
      const { deal } = seenBy({ deal: { ...open, hidden: [hidden] }, firm: open });
      expect([hidden, deal.process, deal.fields.find((field) => field.key === 'reason')?.showIf]).toEqual([hidden, undefined, undefined]);
    }
  });

  it('withholds a report whose filter alone reads a hidden field, and the dashboard that has nothing else', () => {
    const hide = (hidden: string[]) =>
      seenBy({ deal: { ...open, hidden }, firm: open }, (_, app) => {
        app.reports[0] = { ...app.reports[0], filter: { '>': [{ var: 'cost' }, 1] } } as App['reports'][number];
      }).made;
    expect([hide([]).reports.length, hide([]).dashboards.length]).toEqual([1, 1]);
    expect([hide(['cost']).reports.length, hide(['cost']).dashboards.length]).toEqual([0, 0]);
  });

  it('holds figures against a target only for whoever sees all that they are about', () => {
    const seen = (read: 'all' | 'below' | 'own') =>
      seenBy({ deal: { ...open, read }, firm: open }, (_, app) => {
        app.reports[0] = { ...app.reports[0], targetAmount: '5', targetName: label('Goal') } as App['reports'][number];
      }).made.reports.map(({ targetAmount, targetName }) => [targetAmount, targetName?.en]);
    expect(seen('all')).toEqual([['5', 'Goal']]);
    expect([...seen('below'), ...seen('own')]).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it('goes by another name where the title is hidden, and keeps a list and a form', () => {
    const { deal } = seenBy({ deal: { ...open, hidden: ['name', 'amount', 'firm', 'due', 'reason'] }, firm: open });
    expect([deal.title, deal.views, deal.form.map((section) => section.fields)]).toEqual([
      'cost',
      [{ key: 'all', name: { en: 'Deals', 'zh-CN': '商机' }, columns: ['cost'] }],
      [['cost']],
    ]);
  });

  it('tells of a row rule over hidden fields only that there is one, and of hidden fields only those that every entity has', () => {
    const { made } = seenBy({
      deal: { ...open, update: { rule: { '>': [{ var: 'cost' }, 5] } }, hidden: ['cost', 'owner'], readonly: ['cost', 'due'] },
      firm: open,
    });
    expect(made.roles[0]?.grants.deal).toEqual({ ...open, update: { rule: true }, hidden: ['owner'], readonly: ['due'] });
  });

  it('is empty for a role that reaches nothing', () => {
    expect(seenBy({}).made.entities).toEqual([]);
    expect(seenBy({ deal: { ...open, read: 'none' } }).made.entities).toEqual([]);
  });
});
