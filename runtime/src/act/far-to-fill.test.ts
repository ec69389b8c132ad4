import { type App, type Entity, type Field, type Grant, type RecordJson, type Role, updateStage } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Rule } from '@pipewright/logic';
import { prepare } from '@pipewright/process';
import { describe, expect, it } from 'vitest';
import { farToFill, fieldsToFill } from './missing.ts';

const message = { en: 'No', 'zh-CN': '否' };
const all: Grant = { read: 'all', create: true, update: 'all', delete: 'none', hidden: [], readonly: [] };
const role = (firm: Partial<Grant> = {}): Role => ({ key: 't', name: message, grants: { deal: all, firm: { ...all, ...firm } } });
const record = (more: object = {}): RecordJson => ({
  ...{ id: '1', version: 1, name: 'A', pipeline: 'plain', stage: 'start', status: 'open', amount: '500', due: '2030-01-01' },
  ...{ firm: 'f1', $far: { 'firm.size': null } },
  ...more,
});
/** What leaving the first stage asks for by a rule, of the deal and of its firm. */
function asked(rule: Rule, more: object = {}, who = role()) {
  const app: App = updateStage(exampleApp(), 'deal', 'plain', 'start', { required: [], gates: [{ key: 'g', rule, message }] });
  const prepared = prepare(app, app.entities[0] as Entity);
  const aim = { act: 'move', stage: 'offer' } as const;
  const keys = (fields: readonly Field[]) => fields.map(({ key }) => key);
  return {
    own: keys(fieldsToFill(prepared, who, record(more), { today: '2026-01-01' }, aim)),
    far: farToFill(app, prepared, who, record(more), { today: '2026-01-01' }, aim).map(
      ({ near, entity, id, fields, needed }) => `${near.key}: ${entity.key} ${id} ${keys(fields)}, needs ${needed}`,
    ),
  };
}
const big = { '==': [{ var: 'firm.size' }, 'big'] };

describe('what an act asks for of a record one step away', () => {
  it('is named with that record, and needed where the rule reads nothing else of a record', () => {
    expect(asked(big)).toEqual({ own: [], far: ['firm: firm f1 size, needs size'] });
    expect(asked({ and: [big, { '!=': [{ var: 'today' }, null] }] }).far).toEqual(['firm: firm f1 size, needs size']);
    expect(asked({ and: [big, { '!=': [{ var: 'cost' }, null] }] })).toEqual({ own: ['cost'], far: ['firm: firm f1 size, needs '] });
  });

  it('is the field to choose it in while none is chosen', () => {
    expect(asked(big, { firm: null })).toEqual({ own: ['firm'], far: [] });
  });

  it('is nothing where the rule holds, where nothing is known, or where this person may not write it', () => {
    expect(asked(big, { $far: { 'firm.size': 'big' } })).toEqual({ own: [], far: [] });
    expect(asked(big, { $far: { 'firm.size': undefined } })).toEqual({ own: [], far: [] });
    for (const firm of [{ update: 'none' as const }, { readonly: ['size'] }])
      expect(asked(big, {}, role(firm))).toEqual({ own: [], far: [] });
  });
});
