import { type Entity, editEntity, updateStage } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Facts } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { criteriaNames, type Goal, inTheWay, partFacts, prepare } from './index.ts';

const farGate = { key: 'grown', rule: { '==': [{ var: 'firm.size' }, 'big'] }, message: { en: 'Too small', 'zh-CN': '太小' } };
const asking = updateStage(exampleApp(), 'deal', 'plain', 'sign', { entryRequired: ['reason'], gates: [farGate] });
const app = editEntity(asking, 'deal', (deal) => ({ ...deal, process: deal.process && { ...deal.process, wonRequires: ['cost'] } }));
const deal = app.entities[0] as Entity;
const prepared = prepare(app, deal);

const open = (goal: Goal, read: Facts, far: Facts = {}) => {
  const facts = partFacts(deal, { pipeline: 'plain', stage: 'start', status: 'open', ...read }, far, { today: '2026-03-11' });
  return inTheWay(prepared, facts, goal).map(({ path, what, params }) =>
    what === 'required' ? path : (params.message as { en: string }).en,
  );
};
const full = { due: '2026-04-01', amount: '500', reason: 'price' };

describe('what stands between a record and where it is sent', () => {
  it('are the criteria on the way that do not hold', () => {
    expect(open({ stage: 'offer' }, { due: null, amount: '5' })).toEqual(['due', 'It is worth too little']);
    expect(open({ stage: 'offer' }, { ...full, amount: '5' })).toEqual(['It is worth too little']);
    expect(open({ stage: 'offer' }, full)).toEqual([]);
    expect(open({ stage: 'sign' }, { ...full, reason: null })).toEqual(['reason']);
  });

  it('is nothing on the way back, to where it stands, or to a stage of another pipeline', () => {
    expect(open({ stage: 'start' }, { stage: 'sign', due: null, amount: '5' })).toEqual([]);
    expect(open({ stage: 'start' }, { due: null })).toEqual([]);
    expect(open({ stage: 'tender' }, { due: null })).toEqual([]);
  });

  it('is for winning all that the pipeline asks for, but not what closing asks for anyhow', () => {
    expect(open({ ending: 'won' }, { ...full, stage: 'sign', cost: null, due: null }, { 'firm.size': 'big' })).toEqual(['due']);
    expect(open({ ending: 'lost' }, { reason: null })).toEqual([]);
  });

  it('leaves alone what was not read: unknown is not empty', () => {
    expect(open({ stage: 'offer' }, {})).toEqual([]);
    expect(open({ stage: 'offer' }, { due: null })).toEqual(['due']);
    expect(open({ ending: 'won' }, { ...full, stage: 'sign' })).toEqual([]);
    expect(open({ ending: 'won' }, { ...full, stage: 'sign' }, { 'firm.size': 'small' })).toEqual(['Too small']);
  });

  it('asks everything of a record whose stage is gone', () => {
    expect(open({ stage: 'offer' }, { stage: 'former', due: null, amount: '500' })).toEqual(['due']);
  });
});

describe('what a record must bring along for the criteria of a pipeline', () => {
  it('are the names they read', () => {
    expect(criteriaNames(prepared, 'plain')).toEqual(['due', 'amount', 'reason', 'firm.size']);
    expect(criteriaNames(prepared, 'big')).toEqual([]);
    expect(criteriaNames(prepared, 'gone')).toEqual([]);
  });
});
