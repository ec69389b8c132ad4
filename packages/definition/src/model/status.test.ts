import { describe, expect, it } from 'vitest';
import { exampleApp } from '../example.ts';
import { actsOf, isOpen, STATUSES, type Status, statusRule } from '../index.ts';

const app = exampleApp();
const [deal] = app.entities;
if (!deal) throw new Error('The example has deals');

describe('the rights that a change of status takes', () => {
  const acts: Record<string, string[]> = {};
  for (const from of STATUSES) for (const to of STATUSES) acts[`${from} ${to}`] = actsOf(from, to);

  it('are none for standing still, winning and losing', () => {
    for (const status of STATUSES) expect(acts[`${status} ${status}`]?.filter((act) => act === 'reopen')).toEqual([]);
    expect([acts['open won'], acts['open lost']]).toEqual([[], []]);
  });

  it('are those of leaving the old and of taking on the new', () => {
    expect(acts['open paused']).toEqual(['pause']);
    expect(acts['paused open']).toEqual(['pause']);
    expect(acts['won open']).toEqual(['reopen']);
    expect(acts['lost void']).toEqual(['reopen', 'void']);
    expect(acts['paused future']).toEqual(['pause', 'future']);
  });

  it('are asked in both directions of waiting', () => {
    for (const status of ['paused', 'future', 'void'] as const) expect(acts[`open ${status}`]).toEqual(acts[`${status} open`]);
  });

  it('belong to what stands still in every status but open', () => {
    expect(STATUSES.filter((status) => isOpen(status))).toEqual(['open']);
    expect([isOpen(null), isOpen(undefined)]).toEqual([true, true]);
  });

  it('come with the rule of the new status, or of opening again', () => {
    const rule = (until: boolean) => ({ reasons: [], until });
    const process = { ...deal.process, statuses: { paused: rule(true), reopen: rule(false) } } as NonNullable<typeof deal.process>;
    const found = (from: Status, to: Status) => statusRule(process, from, to)?.until;
    expect([
      found('open', 'paused'),
      found('lost', 'open'),
      found('paused', 'open'),
      found('open', 'won'),
      found('open', 'future'),
    ]).toEqual([true, false, undefined, undefined, undefined]);
  });
});
