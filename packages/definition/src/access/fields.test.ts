import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import type { App, Entity } from '../model/app.ts';
import type { Grant, Role } from '../model/role.ts';
import { pipelineNames, readableFields, readsEntity, readsName } from './fields.ts';
import { knows, knowsExpression, knowsProcess, knowsRule, reachOf } from './reach.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const open: Grant = { read: 'all', create: false, update: 'none', delete: 'none', hidden: [], readonly: [] };
const roleOf = (grants: Role['grants'], admin?: true): Role => ({
  key: 'person',
  name: label('Person'),
  grants,
  ...(admin ? { admin } : {}),
});
const app = exampleApp();
const [deal, firm] = app.entities as [Entity, Entity];
const without = (...hidden: string[]) => roleOf({ deal: { ...open, hidden }, firm: open });

describe('the fields that a role may read', () => {
  it('are all but the hidden ones, the system’s own after the admin’s', () => {
    const keys = (role: Role) => readableFields(app, deal, role).map(({ key }) => key);
    expect(keys(without()).slice(0, 8)).toEqual(['name', 'firm', 'amount', 'cost', 'due', 'reason', 'owner', 'department']);
    expect(keys(without('cost', 'owner'))).toEqual(keys(without()).filter((key) => key !== 'cost' && key !== 'owner'));
  });

  it('are none of a retired one, not even for an administrator', () => {
    const retired: Entity = {
      ...firm,
      fields: firm.fields.map((field) => (field.key === 'size' ? { ...field, retired: true as const } : field)),
    };
    const admin = roleOf({}, true);
    expect(readableFields({ ...app, entities: [deal, retired] }, retired, admin).map(({ key }) => key)).not.toContain('size');
    expect(readableFields(app, firm, admin).map(({ key }) => key)).toContain('size');
  });

  it('are reached through an entity that the role reads', () => {
    const reads = (role: Role) => app.entities.filter((entity) => readsEntity(role, entity)).map(({ key }) => key);
    expect(reads(roleOf({}))).toEqual([]);
    expect(reads(roleOf({ deal: open, firm: { ...open, read: 'none' } }))).toEqual(['deal']);
    expect(reads(roleOf({ firm: { ...open, read: { rule: false } } }))).toEqual(['firm']);
    expect(reads(roleOf({}, true))).toEqual(['deal', 'firm']);
  });

  it('include one across a reference only where both sides may be read', () => {
    const reads = (role: Role, name = 'firm.size') => readsName(app, deal, role, name);
    expect(reads(without())).toBe(true);
    expect(reads(without('firm'))).toBe(false);
    expect(reads(roleOf({ deal: open, firm: { ...open, hidden: ['size'] } }))).toBe(false);
    expect(reads(roleOf({ deal: open }))).toBe(false);
    expect(reads(without(), 'firm.ghost')).toBe(false);
  });

  it('are asked for by the rules that choose a pipeline', () => {
    expect(pipelineNames(app, deal)).toEqual(['pipeline', 'status', 'firm.size']);
    expect(pipelineNames(app, firm)).toEqual([]);
  });
});

describe('what a role knows', () => {
  const reach = (role: Role, of: App = app) => reachOf(of, role);
  const rule: Rule = { and: [{ '>': [{ var: 'cost' }, 1] }, { '==': [{ var: 'firm.size' }, 'big'] }] };

  it('is a name by itself or one reference away, and what surrounds every rule', () => {
    const known = (...names: string[]) => names.map((name) => knows(reach(without('cost')), deal, name));
    expect(known('id', 'today', 'user.id', 'amount', 'firm', 'firm.size', 'owner')).toEqual(Array(7).fill(true));
    expect(known('cost', 'ghost', 'firm.ghost', 'amount.size', 'firm.size.more', 'toString', '')).toEqual(Array(7).fill(false));
  });

  it('is a rule or an expression as a whole or not at all', () => {
    expect(knowsRule(reach(without()), deal, rule)).toBe(true);
    expect(knowsRule(reach(without('cost')), deal, rule)).toBe(false);
    expect(knowsRule(reach(roleOf({ deal: open })), deal, rule)).toBe(false);
    expect(knowsRule(reach(without()), deal, { '>': [{ var: 'ghost' }, 1] })).toBe(false);
    expect(knowsExpression(reach(without()), deal, { '-': [{ var: 'amount' }, { var: 'cost' }] })).toBe(true);
    expect(knowsExpression(reach(without('cost')), deal, { '-': [{ var: 'amount' }, { var: 'cost' }] })).toBe(false);
    expect(knowsExpression(reach(without()), deal, { '>': [{ var: 'amount' }, 1] })).toBe(false);
  });

  it('is where a record stands as a whole or not at all', () => {
    for (const key of ['pipeline', 'stage', 'status']) {
      const names = reach(without(key)).names.get('deal');
      expect(knowsProcess(reach(without(key)), deal)).toBe(false);
      expect(['pipeline', 'stage', 'status', 'probability', 'closed_on'].filter((each) => names?.has(each))).toEqual([]);
      expect(['name', 'owner', 'baseline'].filter((each) => names?.has(each))).toEqual(['name', 'owner', 'baseline']);
    }
    expect(knowsProcess(reach(without('probability')), deal)).toBe(true);
    expect(knowsProcess(reach(without()), firm)).toBe(false);
  });

  it('is nothing of an entity of whose own fields it may know none', () => {
    const blind = roleOf({ deal: { ...open, hidden: deal.fields.map(({ key }) => key) }, firm: open });
    expect([...reach(blind).names.keys()]).toEqual(['firm']);
  });
});
