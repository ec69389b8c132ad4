import type { App, Entity, Field } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { keepRules } from './keep.ts';
import { prepare } from './prepare.ts';

const label = (en: string) => ({ en, 'zh-CN': en });
const example = exampleApp();
const [deal, firm] = example.entities as [Entity, Entity];
const person: Entity = {
  ...firm,
  key: 'person',
  fields: [...firm.fields, { key: 'works_at', type: 'reference', name: label('Firm'), target: 'firm' }],
};
const boss: Field = { key: 'boss', type: 'reference', name: label('Boss'), target: 'person', within: 'firm' };
const app: App = { ...example, entities: [{ ...deal, fields: [...deal.fields, boss] }, firm, person] };
const prepared = prepare(app, app.entities[0] as Entity);
const facts = { name: 'A', amount: '1', firm: 'f1', boss: 'b1', 'boss.works_at': 'f1' as string | null | undefined };
const said = (more: object, changed: readonly string[] | null = null, sees: (name: string) => boolean = () => true) =>
  keepRules(prepared, { ...facts, ...more }, { changed: changed && new Set(changed), sees }).map(({ path, code }) => `${path}: ${code}`);

describe('a narrowed reference', () => {
  it('names what belongs to the same record, or one of both is empty', () => {
    expect([said({}), said({ firm: null }), said({ boss: null, 'boss.works_at': null })]).toEqual([[], [], []]);
    expect(said({ 'boss.works_at': 'f2' })).toEqual(['boss: constraint.failed']);
    expect(said({ 'boss.works_at': null })).toEqual(['boss: constraint.failed']);
  });

  it('is judged when one of both is touched, so that older records can be edited', () => {
    expect(said({ 'boss.works_at': 'f2' }, ['name'])).toEqual([]);
    for (const touched of ['firm', 'boss']) expect(said({ 'boss.works_at': 'f2' }, [touched])).toEqual(['boss: constraint.failed']);
  });

  it('is left to the server where it is not known to whom the far record belongs, and never named to who may not know', () => {
    expect(said({ 'boss.works_at': undefined })).toEqual([]);
    expect(said({ 'boss.works_at': 'f2' }, null, (name) => name !== 'boss.works_at')).toEqual([': constraint.hidden']);
  });
});
