import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { boardSql, cardFields } from '../index.ts';
import { granted, IN_SIGHT, part, refused, scopedApp, told, viewOf } from '../test-view.ts';

const app = scopedApp();
const deal = part(app, 'deal');
const board = (view = viewOf(app), filter?: Rule) => told(granted(boardSql(view, deal, { searched: false, filter })));

describe('a board as SQL', () => {
  it.each(Object.keys(IN_SIGHT) as (keyof typeof IN_SIGHT)[])('counts and shows only what a role that reaches “%s” may see', (scope) => {
    const text = board(viewOf(scopedApp(scope)));
    // Once for the figures and once for the cards.
    expect(text.split(IN_SIGHT[scope]).length - 1).toBe(2);
  });

  it('is about the open records of one pipeline, and of the filter, in figures and cards alike', () => {
    const text = board(viewOf(app), { '>': [{ var: 'amount' }, 5] });
    const base = `where r.pipeline = :pipeline::text and r.status = 'open' and ('5'::numeric < r.amount)`;
    expect(text.split(base).length - 1).toBe(2);
    expect(text).toContain(`${base} and r.stage = place.stage order by`);
  });

  it('has a row for each stage asked for, empty ones too, and for those in which records still stand', () => {
    const text = board();
    expect(text).toContain('unnest(:stages::text[]) with ordinality as u(stage, place)');
    expect(text).toContain('union all select total.stage, null from total where total.stage <> all(:stages::text[])');
    expect(text).toContain('coalesce(total.count, 0) as count');
    expect(text).toMatch(/order by place\.place nulls last, place\.stage$/);
  });

  it('gives one card more than asked, to know whether there are more, newest first', () => {
    const text = board();
    expect(text).toContain('order by r.updated_at desc, r.id desc limit :limit::integer + 1');
    expect(text).toContain('filter (where card.n <= :limit::integer) as records');
    expect(text).toContain('when max(card.n) > :limit::integer then max(card.c) filter (where card.n = :limit::integer)');
  });

  it('has no sum for who may not see the amount, and no order by a day out of sight', () => {
    const blind = structuredClone(app);
    for (const role of blind.roles) role.grants.deal?.hidden.push('amount');
    const text = board(viewOf(blind));
    expect(text).toContain('null::text as sum');
    expect(text).not.toMatch(/\bamount\b/);
  });

  it('shows on a card what it needs and nothing else', () => {
    expect(cardFields(deal)).toEqual([
      'name',
      'amount',
      'due',
      'owner',
      'stage',
      'stage_since',
      'probability',
      'status',
      'updated_at',
      'applies',
    ]);
    expect(cardFields({ ...deal, subtitle: 'firm' })).toContain('firm');
    expect(board()).not.toMatch(/r\.(cost|reason|created_at|firm) as/);
  });

  it('brings along the facts it is asked for, as far as they are in sight, and names of none of them', () => {
    const facts = ['cost', 'firm.size', 'due', 'today', 'nothing'];
    const text = told(granted(boardSql(viewOf(app), deal, { searched: false, facts })));
    expect(text).toContain('r.firm as firm');
    expect(text.split('r.due as due').length - 1).toBe(1);
    expect(text).toMatch(/as "firm\.size"/);
    expect(text).not.toMatch(/\b(cost|today|nothing)\b/);
    // A name is given under the key of its field too.
    expect(text.match(/ as firm\b/g)).toHaveLength(1);
  });

  it('refuses a filter by what is out of sight', () => {
    expect(refused(boardSql(viewOf(app), deal, { searched: false, filter: { '>': [{ var: 'cost' }, 1] } }))).toEqual([
      'filter rule.variable cost',
    ]);
  });
});
