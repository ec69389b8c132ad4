import { addField, type Entity, entityOf, type Field, type Node, validate } from '@pipewright/definition';
import { exampleChain, exampleWith } from '@pipewright/definition/example-automations';
import type { Rule } from '@pipewright/logic';
import { describe, expect, it } from 'vitest';
import { fillingOf, fillingsFor, sourceIn, sourcesFor, valueFor } from './value-way.ts';

const label = { en: 'x', 'zh-CN': 'x' };
const app = addField(addField(exampleWith([exampleChain()]), 'deal', { key: 'vital', type: 'boolean', name: label }), 'deal', {
  ...{ key: 'seen', type: 'datetime', name: label },
});
const deal = entityOf(app, 'deal') as Entity;
const field = (key: string) => deal.fields.find((each) => each.key === key) as Field;

describe('how a step fills a field', () => {
  it.each<[string, Rule, string]>([
    ['due', { var: 'today' }, 'today'],
    ['due', { addDays: [{ var: 'today' }, 7] }, 'days'],
    ['due', '2026-01-01', 'fixed'],
    ['due', { var: 'created_at' }, 'field'],
    ['due', null, 'nothing'],
    ['vital', true, 'yes'],
    ['amount', { '*': [{ var: 'amount' }, 2] }, 'rule'],
    ['owner', { var: 'user.id' }, 'rule'],
  ])('is read off its value: %s %j', (key, rule, way) => {
    expect(fillingOf(key === 'owner' ? ({ key, type: 'person', name: label } as Field) : field(key), rule)).toBe(way);
  });

  it('is offered as far as it is something for the field', () => {
    const offered = (key: string, empties = true) => fillingsFor(app, deal, field(key), null, empties);
    expect(offered('due')).toEqual(['today', 'days', 'months', 'fixed', 'field', 'nothing']);
    expect(offered('firm')).toEqual(['field', 'nothing']);
    expect(fillingsFor(app, deal, field('name'), 'x', false)).toEqual(['fixed', 'field']);
    expect(fillingsFor(app, deal, field('amount'), { '*': [{ var: 'amount' }, 2] }, false)).toContain('rule');
  });

  it('takes over only from fields of the same kind', () => {
    expect(sourcesFor(app, deal, field('due')).map(({ key }) => key)).toEqual(['due', 'closed_on', 'status_until']);
    expect(sourcesFor(app, deal, field('reason')).map(({ key }) => key)).toEqual(['reason']);
    expect(sourcesFor(app, deal, field('firm')).map(({ key }) => key)).toEqual(['firm']);
    expect([sourceIn({ var: 'amount' }), sourceIn({ var: 'today' }), sourceIn('x')]).toEqual(['amount', undefined, undefined]);
  });

  it('can be published in every way that is offered', () => {
    for (const { key } of deal.fields)
      for (const way of fillingsFor(app, deal, field(key), null, true)) {
        const value = valueFor(app, deal, field(key), way, 7, null);
        const chain = exampleChain();
        const nodes: Node[] = [{ ...chain.nodes[0], values: { [key]: value } } as Node, ...chain.nodes.slice(1)];
        expect([key, way, validate({ ...app, automations: [{ ...chain, nodes }] })]).toEqual([key, way, []]);
      }
  });
});
