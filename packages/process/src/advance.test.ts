import { editEntity, editPipeline } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import type { Facts } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { advance, type Mover, type Wish } from './advance.ts';
import { exceptFact } from './exception.ts';
import { keepRules } from './keep.ts';
import { prepare } from './prepare.ts';

const label = (text: string) => ({ en: text, 'zh-CN': text });
const reason = (key: string) => ({ key, name: label(key) });
const app = editEntity(exampleApp(), 'deal', (deal) => ({
  ...deal,
  process: {
    ...(deal.process as NonNullable<typeof deal.process>),
    wonRequires: ['cost'],
    statuses: {
      paused: { reasons: [reason('budget_stop')], until: true },
      future: { reasons: [reason('next_year')], until: true },
      void: { reasons: [reason('twice')] },
      reopen: { reasons: [reason('mistake')] },
    },
    pipelines: (deal.process?.pipelines ?? []).map((pipeline) =>
      pipeline.key === 'plain'
        ? {
            ...pipeline,
            stages: pipeline.stages.map((stage) =>
              stage.key === 'sign'
                ? {
                    ...stage,
                    entryRequired: ['reason'],
                    entryGates: [{ key: 'cheap', rule: { '<': [{ var: 'cost' }, { var: 'amount' }] }, message: label('too dear') }],
                  }
                : stage,
            ),
          }
        : pipeline,
    ),
  },
}));
const prepared = prepare(app, app.entities[0] as (typeof app.entities)[number]);
const fresh: Facts = { name: 'A', amount: '500', cost: '1', due: '2026-01-01', reason: 'price', today: '2026-02-02' };
const at = (stage: string, more: Facts = {}): Facts => ({ ...fresh, pipeline: 'plain', stage, status: 'open', probability: '10', ...more });
const anyone: Mover = { may: () => true, sees: () => true };
const go = (before: Facts | null, after: Facts, wish: Wish = {}, mover: Partial<Mover> = {}) =>
  advance(prepared, before, after, wish, { ...anyone, ...mover });
const codes = (...args: Parameters<typeof go>) => go(...args)?.issues.map((issue) => `${issue.path}: ${issue.code}`);

describe('where a record comes to stand', () => {
  it('starts in the first stage of the pipeline whose rule holds, or of the last', () => {
    expect(go(null, fresh)).toEqual({
      moved: true,
      issues: [],
      values: {
        pipeline: 'plain',
        stage: 'start',
        status: 'open',
        probability: '10',
        closed_on: null,
        status_reason: null,
        status_until: null,
      },
    });
    expect(go(null, { ...fresh, 'firm.size': 'big' })?.values).toMatchObject({ pipeline: 'big', stage: 'start' });
  });

  it('needs the exit criteria of every stage it leaves and the entry criteria of every stage it comes into, also of those it jumps over', () => {
    const poor = { amount: '5', due: null, reason: null, cost: '9' };
    expect(codes(at('start', poor), at('start', poor), { stage: 'sign' })).toEqual([
      'due: gate.required',
      'amount: gate.failed',
      'reason: entry.required',
      'stage: entry.failed',
    ]);
    expect(codes(at('offer', { amount: '5' }), at('offer', { amount: '5' }), { stage: 'sign' })).toEqual([]);
    expect(codes(null, { ...fresh, amount: '5' }, { stage: 'offer' })).toEqual(['amount: gate.failed']);
  });

  it('says what an exception could let a record past, where nothing else is in its way, and is let past it', () => {
    const poor = { amount: '5', due: null, reason: null, cost: '9' };
    const held = go(at('start', poor), at('start', poor), { stage: 'sign' })?.heldUp;
    expect(held).toEqual([
      'plain/start/exit/field:due',
      'plain/start/exit/gate:worth',
      'plain/sign/entry/field:reason',
      'plain/sign/entry/gate:cheap',
    ]);
    const [first, ...others] = held ?? [];
    expect(codes(at('start', poor), at('start', poor), { stage: 'sign', waived: new Set(others) })).toEqual(['due: gate.required']);
    const past = go(at('start', poor), at('start', poor), { stage: 'sign', waived: new Set([first as string, ...others]) });
    expect(past).toMatchObject({ issues: [], values: { stage: 'sign' } });
    expect(past?.heldUp).toBeUndefined();
    expect(go(at('start', poor), at('start', poor), { stage: 'sign', status: 'paused' })?.heldUp).toBeUndefined();
  });

  it('lets winning look past what a record was let past, and no other way', () => {
    const here = at('sign', { amount: '5', [exceptFact('plain/start/exit/gate:worth')]: true });
    expect(codes(here, here, { status: 'won' })).toEqual([]);
    const back = { ...here, stage: 'start' };
    expect(codes(back, back, { stage: 'offer' })).toEqual(['amount: gate.failed']);
    expect(codes(back, back, { status: 'won' })).toEqual(['amount: gate.failed']);
  });

  it('goes where a stage leads to and nowhere else, ahead, back and to be won', () => {
    const narrow = editPipeline(app, 'deal', 'plain', (pipeline) => ({
      ...pipeline,
      stages: pipeline.stages.map((stage) => (stage.key === 'start' ? { ...stage, leadsTo: ['offer'] } : { ...stage, leadsTo: [] })),
    }));
    const strict = prepare(narrow, narrow.entities[0] as (typeof narrow.entities)[number]);
    const from = (stage: string, wish: Wish) => {
      const found = advance(strict, at(stage), at(stage), wish, anyone);
      return [found?.issues.map(({ code }) => code), found?.heldUp];
    };
    expect(from('start', { stage: 'offer' })).toEqual([[], undefined]);
    expect(from('start', { stage: 'sign' })).toEqual([['stage.leads'], ['plain/start/leads:sign']]);
    expect(from('start', { stage: 'sign', waived: new Set(['plain/start/leads:sign']) })).toEqual([[], undefined]);
    expect(from('offer', { stage: 'start' })).toEqual([['stage.leads'], ['plain/offer/leads:start']]);
    expect(from('offer', { status: 'won' })).toEqual([['stage.leads'], ['plain/offer/leads:sign']]);
    expect(from('sign', { status: 'won' })).toEqual([[], undefined]);
    expect(from('offer', { status: 'lost' })).toEqual([[], undefined]);
    const unseen = advance(strict, at('start'), at('start'), { stage: 'sign' }, { ...anyone, sees: (name) => name !== 'stage' });
    expect(unseen?.issues.map(({ code }) => code)).toEqual(['gate.hidden']);
  });

  it('goes back freely and takes the probability of the stage', () => {
    expect(go(at('sign', { amount: '5' }), at('sign', { amount: '5' }), { stage: 'start' })).toMatchObject({
      moved: true,
      issues: [],
      values: { stage: 'start', probability: '10' },
    });
  });

  it('leaves what does not move as it is, probability included', () => {
    const here = at('offer', { probability: '33' });
    expect(go(here, { ...here, name: 'B' })).toMatchObject({ moved: false, issues: [], values: { stage: 'offer', probability: '33' } });
  });

  it('wins only through every criterion on the way, passed or not, and loses only with a reason', () => {
    expect(go(at('start'), at('start'), { status: 'won' })).toMatchObject({
      issues: [],
      values: { status: 'won', stage: 'sign', probability: '100', closed_on: '2026-02-02' },
    });
    const bare = { due: null, reason: null, cost: null };
    expect(codes(at('sign', bare), at('sign', bare), { status: 'won' })).toEqual([
      'reason: entry.required',
      'stage: entry.failed',
      'due: gate.required',
      'cost: won.required',
    ]);
    expect(codes(at('start', { reason: null }), at('start', { reason: null }), { status: 'lost' })).toEqual(['reason: lost.required']);
    expect(go(at('start'), at('start'), { status: 'lost' })).toMatchObject({
      issues: [],
      values: { status: 'lost', stage: 'start', probability: '0' },
    });
  });

  it('keeps what was needed to come this far, and refuses only what the change itself undoes', () => {
    expect(codes(at('offer'), at('offer', { due: null, amount: '5' }))).toEqual(['due: kept.required', 'amount: kept.failed']);
    expect(codes(at('start'), at('start', { due: null, amount: '5' }))).toEqual([]);
    // It was never so: a baseline, or a criterion that came later.
    expect(codes(at('offer', { due: null }), at('offer', { due: null, name: 'B' }))).toEqual([]);
    expect(codes(at('sign'), at('sign', { reason: null }))).toEqual(['reason: kept.required']);
    // Who goes back no longer stands beyond.
    expect(codes(at('sign'), at('sign', { reason: null }), { stage: 'offer' })).toEqual([]);
    const won = { status: 'won', closed_on: '2026-01-02' };
    expect(codes(at('sign', won), at('sign', { ...won, cost: null }))).toEqual(['stage: kept.failed', 'cost: kept.required']);
    const lost = { status: 'lost' };
    expect(codes(at('start', lost), at('start', { ...lost, reason: null }))).toEqual(['reason: kept.required']);
  });

  it('does not move what is not open, and keeps the day it was closed', () => {
    const won = at('sign', { status: 'won', closed_on: '2025-05-05' });
    expect(codes(won, won, { stage: 'start' })).toEqual(['stage: stage.closed']);
    for (const status of ['paused', 'future'])
      expect(codes(at('start', { status }), at('start', { status }), { stage: 'offer' })).toEqual(['stage: stage.waiting']);
    expect(codes(at('start', { status: 'void' }), at('start', { status: 'void' }), { stage: 'offer' })).toEqual(['stage: stage.closed']);
    expect(go(won, won)).toMatchObject({ moved: false, values: { closed_on: '2025-05-05' } });
    expect(go(won, won, { status: 'open', reason: 'mistake' })?.values).toMatchObject({
      status: 'open',
      closed_on: null,
      probability: '90',
      status_reason: 'mistake',
    });
    expect(codes(won, won, { status: 'open', stage: 'start', reason: 'mistake' })).toEqual([]);
  });

  it('keeps a stage that is gone until somebody moves the record, then asks for everything on the way', () => {
    const former = at('former', { probability: '33' });
    expect(go(former, former)).toMatchObject({ moved: false, values: { stage: 'former', probability: '33' } });
    expect(go(former, former, { stage: 'offer' })).toMatchObject({ issues: [], values: { stage: 'offer' } });
    expect(codes(at('former', { due: null }), at('former', { due: null }), { stage: 'offer' })).toEqual(['due: gate.required']);
  });

  it('refuses stages and statuses that do not exist', () => {
    expect(codes(at('start'), at('start'), { stage: 'tender' })).toEqual(['stage: stage.unknown']);
    expect(codes(at('start'), at('start'), { status: 'eaten' })).toEqual(['status: status.unknown']);
  });

  it('waives criteria for the past, with the day it was closed then', () => {
    const wish = { stage: 'sign', status: 'won', closedOn: '2017-03-01' };
    expect(go(null, { name: 'A' }, wish, { past: true })).toMatchObject({ issues: [], values: { status: 'won', closed_on: '2017-03-01' } });
  });
});

describe('another pipeline', () => {
  const big = { 'firm.size': 'big' };

  it('is a move that the caller must agree to, told with where it leads', () => {
    const asked = go(at('sign'), at('sign', big));
    expect(asked).toMatchObject({ moved: true, asks: { pipeline: 'big', stage: 'start' }, values: { pipeline: 'big', stage: 'start' } });
    expect(asked?.issues).toEqual([
      { path: 'pipeline', code: 'pipeline.moves', params: { from: label('Plain'), to: label('Big'), stage: label('start') } },
    ]);
    expect(go(at('sign'), at('sign', big), { pipeline: 'big' })).toMatchObject({ issues: [], values: { pipeline: 'big' } });
  });

  it('is judged by its own criteria up to where the record lands', () => {
    const inBig = at('start', { ...big, pipeline: 'big', due: null });
    // Both pipelines begin with the same stage, so that is where it lands; further on only through the criteria.
    expect(codes(inBig, { ...inBig, 'firm.size': 'small' }, { pipeline: 'plain' })).toEqual([]);
    expect(codes(inBig, { ...inBig, 'firm.size': 'small' }, { pipeline: 'plain', stage: 'offer' })).toEqual(['due: gate.required']);
    expect(codes(inBig, { ...inBig, 'firm.size': 'small' }, { stage: 'offer' })).toEqual([
      'pipeline: pipeline.moves',
      'due: gate.required',
    ]);
  });

  it('is never a side effect: what applied before the change already moves nobody', () => {
    const marked = at('offer', big);
    expect(go(marked, { ...marked, name: 'B' })).toMatchObject({ moved: false, issues: [], values: { pipeline: 'plain', stage: 'offer' } });
    expect(go(marked, marked, { pipeline: 'big' })).toMatchObject({ issues: [], values: { pipeline: 'big', stage: 'start' } });
    expect(codes(at('offer'), at('offer'), { pipeline: 'big' })).toEqual(['pipeline: pipeline.not_chosen']);
  });

  it('never takes what is not open, and must be taken before winning', () => {
    const won = at('sign', { status: 'won' });
    expect(go(won, { ...won, ...big })).toMatchObject({ moved: false, issues: [], values: { pipeline: 'plain', stage: 'sign' } });
    expect(codes(won, { ...won, ...big }, { pipeline: 'big' })).toEqual(['pipeline: pipeline.closed']);
    const marked = at('sign', big);
    expect(codes(marked, marked, { status: 'won' })).toEqual(['pipeline: pipeline.due']);
  });

  it('gone from the definition keeps its records where they are until they are moved to the one that applies', () => {
    const lone = at('offer', { pipeline: 'gone' });
    expect(go(lone, lone)).toMatchObject({ moved: false, issues: [], values: { pipeline: 'gone', stage: 'offer' } });
    expect(codes(lone, lone, { stage: 'sign' })).toEqual(['stage: pipeline.gone']);
    expect(codes(lone, lone, { status: 'won' })).toEqual(['pipeline: pipeline.due']);
    expect(go(lone, lone, { pipeline: 'plain' })).toMatchObject({ issues: [], values: { pipeline: 'plain', stage: 'start' } });
  });
});

describe('a change of status', () => {
  it('takes the rights of leaving the one and of taking on the other', () => {
    const may = (...acts: string[]) => ({ may: (act: string) => acts.includes(act) });
    const why = { reason: 'budget_stop', until: '2026-05-01' };
    expect(codes(at('start'), at('start'), { status: 'paused', ...why }, may())).toEqual(['status: denied.pause']);
    expect(codes(at('start'), at('start'), { status: 'paused', ...why }, may('pause'))).toEqual([]);
    const paused = at('start', { status: 'paused' });
    expect(codes(paused, paused, { status: 'open' }, may())).toEqual(['status: denied.pause']);
    expect(codes(paused, paused, { status: 'won' }, may())).toEqual(['status: denied.pause']);
    const gone = at('start', { status: 'void' });
    expect(codes(gone, gone, { status: 'open', reason: 'mistake' }, may('reopen'))).toEqual(['status: denied.void']);
    expect(codes(gone, gone, { status: 'open', reason: 'mistake' }, may('void'))).toEqual([]);
    const won = at('sign', { status: 'won' });
    expect(codes(won, won, { status: 'lost' }, may())).toEqual(['status: denied.reopen']);
    expect(codes(null, fresh, { status: 'void', reason: 'twice' }, may())).toEqual(['status: denied.void']);
  });

  it('asks for a reason of its own list and a day ahead', () => {
    const pause = (reason?: string, until?: string) => codes(at('start'), at('start'), { status: 'paused', reason, until });
    expect(pause()).toEqual(['status_reason: status.reason', 'status_until: status.until']);
    expect(pause('next_year', '2026-02-02')).toEqual(['status_reason: status.reason_unknown', 'status_until: status.until_past']);
    expect(pause('budget_stop', '2026-02-30')).toEqual(['status_until: status.until_past']);
    expect(codes(at('start'), at('start'), { status: 'void', reason: 'twice', until: '2026-09-09' })).toEqual([
      'status_until: status.until_past',
    ]);
  });

  it('can change the day of a pause by saying it again, and forgets reason and day when it goes on', () => {
    const paused = at('start', { status: 'paused', status_reason: 'budget_stop', status_until: '2026-05-01' });
    expect(go(paused, paused, { status: 'paused', until: '2026-08-01' })).toMatchObject({
      moved: false,
      issues: [],
      values: { status: 'paused', status_reason: 'budget_stop', status_until: '2026-08-01' },
    });
    expect(go(paused, paused, { status: 'open' })?.values).toMatchObject({ status: 'open', status_reason: null, status_until: null });
    expect(go(paused, { ...paused, name: 'B' })).toMatchObject({ moved: false, values: { status_until: '2026-05-01' } });
  });
});

describe('what the one who is refused may not see', () => {
  const sees = (...hidden: string[]) => ({ sees: (name: string) => !hidden.includes(name) });

  it('is never named', () => {
    const poor = at('start', { due: null, amount: '5' });
    expect(codes(poor, poor, { stage: 'offer' }, sees('due'))).toEqual(['amount: gate.failed', 'stage: gate.hidden']);
    expect(codes(poor, poor, { stage: 'offer' }, sees('due', 'amount'))).toEqual(['stage: gate.hidden']);
    expect(codes(at('offer'), at('offer', { due: null }), {}, sees('due'))).toEqual(['stage: kept.hidden']);
    expect(codes(at('start', { reason: null }), at('start', { reason: null }), { status: 'lost' }, sees('reason'))).toEqual([
      'stage: lost.hidden',
    ]);
    const asked = go(at('sign'), at('sign', { 'firm.size': 'big' }), {}, sees('pipeline'));
    expect([asked?.issues.map((issue) => issue.code), asked?.asks]).toEqual([['pipeline.hidden'], undefined]);
    const lost = go(at('sign'), at('sign'), { stage: 'nowhere' }, sees('pipeline'));
    expect(lost?.issues).toEqual([{ path: 'stage', code: 'stage.unknown', params: { pipeline: '–' } }]);
    const keeping = { changed: null, sees: (name: string) => name !== 'amount' };
    expect(keepRules(prepared, { name: 'A' }, keeping)).toEqual([{ path: '', code: 'required.hidden' }]);
    expect(keepRules(prepared, { name: 'A', amount: '-1' }, keeping)).toEqual([{ path: '', code: 'constraint.hidden' }]);
  });
});

describe('the rules of a write', () => {
  const found = (after: Facts, changed: string[] | null, waive = false) =>
    keepRules(prepared, after, { changed: changed && new Set(changed), waive }).map((issue) => `${issue.path}: ${issue.code}`);

  it('asks for required fields on creation, and on a change for those it empties', () => {
    expect(found({ name: 'A' }, null)).toEqual(['amount: required']);
    expect(found({ name: 'A' }, ['due'])).toEqual([]);
    expect(found({ name: null, amount: null }, ['name', 'amount'])).toEqual(['name: required', 'amount: required']);
  });

  it('asks a baseline for its title alone', () => expect(found({}, null, true)).toEqual(['name: required']));

  it('asks for a required field that the change makes appear', () => {
    const shy = editEntity(app, 'deal', (deal) => ({
      ...deal,
      fields: deal.fields.map((field) => (field.key === 'reason' ? { ...field, required: true } : field)),
    }));
    const after = { name: 'A', amount: '1', status: 'lost' };
    const asked = (...changed: string[]) =>
      keepRules(prepare(shy, shy.entities[0] as (typeof shy.entities)[number]), after, { changed: new Set(changed) }).map(
        ({ path }) => path,
      );
    expect([asked('status'), asked('name')]).toEqual([['reason'], []]);
  });

  it('judges a constraint only where the change touches it', () => {
    expect(found({ name: 'A', amount: '-1' }, null)).toEqual(['amount: constraint.failed']);
    expect(found({ name: 'A', amount: '-1' }, ['name'])).toEqual([]);
  });
});
