import { editEntity, type Process } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Facts } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { advance, type Mover } from './advance.ts';
import { lostAsked } from './in-the-way.ts';
import { prepare } from './prepare.ts';

const lostAsks: Process['lostAsks'] = [{ key: 'cost', when: { '==': [{ var: 'reason' }, 'price'] }, field: 'cost' }];
const app = editEntity(exampleApp(), 'deal', (deal) => ({ ...deal, process: deal.process && { ...deal.process, lostAsks } }));
const prepared = prepare(app, app.entities[0] as (typeof app.entities)[number]);
const open: Facts = { name: 'A', amount: '500', due: '2026-01-01', reason: null, cost: null, today: '2026-02-02' };
const standing: Facts = { ...open, pipeline: 'plain', stage: 'start', status: 'open', probability: '10' };
const anyone: Mover = { may: () => true, sees: () => true };
const lose = (given: Facts, mover: Partial<Mover> = {}, before = standing) =>
  advance(prepared, before, { ...before, ...given }, { status: 'lost' }, { ...anyone, ...mover })?.issues.map(
    ({ path, code }) => `${path}: ${code}`,
  );

describe('what closing as lost asks for by the reason', () => {
  it('is asked for by name where the reason says so, and only then', () => {
    expect(lose({})).toEqual(['reason: lost.required']);
    expect(lose({ reason: 'price' })).toEqual(['cost: lost.required']);
    expect(lose({ reason: 'price', cost: '1' })).toEqual([]);
    expect(lose({ reason: 'taste' })).toEqual([]);
  });

  it('stays filled in while the record is lost, and is not asked of one that was lost before it was asked for', () => {
    const lost = { ...standing, status: 'lost', reason: 'price', cost: '1' };
    expect(lose({ cost: null }, {}, lost)).toEqual(['cost: kept.required']);
    expect(lose({ name: 'B' }, {}, { ...lost, cost: null })).toEqual([]);
    expect(lose({ reason: 'price' }, {}, { ...lost, reason: 'taste', cost: null })).toEqual(['cost: kept.required']);
  });

  it('is not named to who may not know the field or the reason, and not asked of the past', () => {
    expect(lose({ reason: 'price' }, { sees: (name) => name !== 'cost' })).toEqual(['stage: lost.hidden']);
    expect(lose({ reason: 'price' }, { sees: (name) => name !== 'reason' })).toEqual(['stage: lost.hidden']);
    expect(lose({ reason: 'price' }, { past: true })).toEqual([]);
  });

  it('is known of what is typed before anything is sent', () => {
    expect(lostAsked(prepared, { ...standing, reason: 'price' })).toEqual(['cost']);
    expect(lostAsked(prepared, { ...standing, reason: 'taste' })).toEqual([]);
    expect(lostAsked(prepared, { ...standing, reason: undefined })).toEqual([]);
  });
});
