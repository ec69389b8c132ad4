import { describe, expect, it } from 'vitest';
import { updateSql } from '../index.ts';
import { entry, part, scopedApp, told, viewOf, writing } from '../test-view.ts';

describe('the record that a write gives back', () => {
  const app = scopedApp();
  const answer = { view: viewOf(app), entity: part(app, 'deal'), far: () => [], deleted: false };
  const rows = [{ id: 'r1', version: 4, name: 'B' }];

  it('is read from what was written, by what the writer may see', () => {
    const { sql, parameters } = updateSql(writing(), rows, [entry('r1', 5)], answer);
    const text = told({ sql, parameters });
    expect(text).toContain(
      `from written as t where t.deleted_at is null and t.owner = 'u1'::text) as r where r.id = w.id) as record from written w`,
    );
    expect(text).not.toMatch(/r\.cost/);
  });

  it('comes with the names of what it refers to', () => {
    expect(told(updateSql(writing(), rows, [entry('r1', 5)], { ...answer, expand: ['firm'] }))).toContain('where n.id = r.firm) as firm');
  });

  it('is left to a new reading where it may refer to itself, for a statement sees no row that it writes', () => {
    const own = structuredClone(app);
    own.entities[0]?.fields.push({ key: 'parent', type: 'reference', target: 'deal', name: { en: 'Parent', 'zh-CN': '上级' } });
    const reading = { ...answer, view: viewOf(own), entity: part(own, 'deal') };
    expect(updateSql(writing({ schema: 'app_y' }), rows, [entry('r1', 5)], { ...reading, expand: ['parent'] }).sql).not.toContain(
      'as record from written w',
    );
    expect(updateSql(writing({ schema: 'app_y' }), rows, [entry('r1', 5)], { ...reading, expand: ['firm'] }).sql).toContain(
      'as record from written w',
    );
  });

  it('is one text for two people of a role, with each one’s own sight', () => {
    const [mine, theirs] = ['u1', 'u2'].map((user) => {
      const view = { ...answer.view, principal: { ...answer.view.principal, user } };
      return updateSql(writing({ actor: { kind: 'person', id: user } }), rows, [entry('r1', 5)], { ...answer, view });
    });
    expect(mine?.sql).toBe(theirs?.sql);
    expect(mine?.parameters).not.toContain('u2');
    expect(theirs?.parameters).not.toContain('u1');
  });
});
