import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_GRANT } from '../access/grant.ts';
import { exampleApp } from '../example.ts';
import type { App } from '../model/app.ts';
import { RIGHTS } from '../model/status.ts';
import { addRole, setFieldRight, setGrant, setRight } from './role.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const app = addRole(exampleApp(), 'boss', label('Boss'));
const grant = (of: App, role = 'boss', entity = 'deal') => of.roles.find(({ key }) => key === role)?.grants[entity];

describe('the rights of a role', () => {
  it('are none at first', () => expect(app.roles.at(-1)).toEqual({ key: 'boss', name: label('Boss'), grants: {} }));

  it('begin from none where the first of them is given', () => {
    expect(grant(setGrant(app, 'boss', 'deal', { read: 'below' }))).toEqual({ ...NO_GRANT, read: 'below' });
    expect(grant(setGrant(app, 'boss', 'deal', { read: 'below' }), 'sales')).toEqual(grant(app, 'sales'));
  });

  it('leave a right out that is taken away, and change nothing of a role that is not there', () => {
    const may = setGrant(app, 'boss', 'deal', { baseline: true });
    expect(grant(setGrant(may, 'boss', 'deal', { baseline: undefined }))).toEqual(NO_GRANT);
    expect(setGrant(app, 'ghost', 'deal', { read: 'all' })).toEqual(app);
  });

  it('to a field are one of three, the last that was given, and those to other fields stay', () => {
    const right = fc.constantFrom('hidden' as const, 'read' as const, 'write' as const);
    const steps = fc.array(fc.tuple(fc.constantFrom('name', 'cost', 'due'), right), { maxLength: 10 });
    fc.assert(
      fc.property(steps, (all) => {
        const after = all.reduce((of, [key, each]) => setFieldRight(of, 'boss', 'deal', key, each), app);
        const last = new Map(all);
        const { hidden, readonly } = grant(after) ?? NO_GRANT;
        const having = (wanted: string) => [...last].flatMap(([key, each]) => (each === wanted ? [key] : [])).sort();
        expect([hidden.toSorted(), readonly.toSorted()]).toEqual([having('hidden'), having('read')]);
      }),
    );
  });

  it('to changes of status stand in their own order, however they were given, and none is no list', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...RIGHTS), fc.boolean()), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(steps, (all) => {
        const after = all.reduce((of, [act, has]) => setRight(of, 'boss', 'deal', act, has), app);
        const last = new Map(all);
        const held = RIGHTS.filter((act) => last.get(act));
        expect(grant(after)).toEqual({ ...NO_GRANT, ...(held.length > 0 ? { may: held } : {}) });
      }),
    );
  });
});
