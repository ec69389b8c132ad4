import { type Entity, editEntity, type RecordJson, type Role, updateStage } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { prepare } from '@pipewright/process';
import { describe, expect, it } from 'vitest';
import { faultFields, fieldsToFill, wayOf } from './missing.ts';

const asking = updateStage(exampleApp(), 'deal', 'plain', 'sign', { entryRequired: ['reason'] });
const app = editEntity(asking, 'deal', (deal) => ({ ...deal, process: deal.process && { ...deal.process, wonRequires: ['cost'] } }));
const prepared = prepare(app, app.entities[0] as Entity);
const role = (readonly: string[] = []): Role => ({
  key: 'tested',
  name: { en: 'T', 'zh-CN': '试' },
  grants: { deal: { read: 'all', create: true, update: 'all', delete: 'none', hidden: [], readonly } },
});
const record = (more: object = {}): RecordJson => ({
  id: '1',
  version: 1,
  name: 'A',
  pipeline: 'plain',
  stage: 'start',
  status: 'open',
  ...more,
});
const asked = (aim: Parameters<typeof fieldsToFill>[4], more: object = {}, readonly: string[] = []) =>
  fieldsToFill(prepared, role(readonly), record(more), {}, aim).map(({ key }) => key);

describe('what an act on a record still asks for', () => {
  it('names the fields of exit criteria on the way, those that conditions read too', () => {
    expect(asked({ act: 'move', stage: 'offer' })).toEqual(['due', 'amount']);
    expect(asked({ act: 'move', stage: 'offer' }, { due: '2030-01-01', amount: '500' })).toEqual([]);
    expect(asked({ act: 'move', stage: 'offer' }, { due: '2030-01-01', amount: '50' })).toEqual(['amount']);
  });

  it('names those of entry criteria, and everything on the way to winning', () => {
    expect(asked({ act: 'move', stage: 'sign' })).toEqual(['due', 'amount', 'reason']);
    expect(asked({ act: 'win' }, { stage: 'sign', amount: '500' })).toEqual(['reason', 'due', 'cost']);
    expect(asked({ act: 'lose' })).toEqual(['reason']);
    expect(asked({ act: 'pause' })).toEqual([]);
  });

  it('never asks for what this person may not write', () => {
    expect(asked({ act: 'move', stage: 'offer' }, {}, ['amount'])).toEqual(['due']);
    const faults = ['amount', 'stage', 'due', 'nothing'].map((path) => ({ path, code: 'x', message: 'x' }));
    expect(faultFields(prepared, role(['amount']), faults).map(({ key }) => key)).toEqual(['due']);
  });

  it('lands in the pipeline that applies at the last stage that was reached', () => {
    const { pipeline, from, to } = wayOf(prepared, record({ stage: 'sign', applies: 'big' }), { act: 'rechoose' });
    expect([pipeline?.pipeline.key, from, to]).toEqual(['big', -1, 0]);
    expect(wayOf(prepared, record(), { act: 'rechoose' }).pipeline).toBeUndefined();
  });
});
