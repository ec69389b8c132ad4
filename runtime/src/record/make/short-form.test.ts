import type { Entity } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { shortForm } from './short-form.ts';

const [deal] = exampleApp().entities as [Entity];
const label = (en: string) => ({ en, 'zh-CN': en });
const asks = (entity: Entity, readonly: readonly string[] = [], also: readonly string[] = []) =>
  shortForm(entity, readonly, also).form.map(({ fields }) => fields);

describe('the short form of an entity', () => {
  it('is one section with what the layout names first, in its order', () => {
    const more = Array.from({ length: 4 }, (_, i) => ({ key: `m${i}`, type: 'text' as const, name: label(`m${i}`) }));
    const [main] = deal.form;
    const long = {
      ...deal,
      fields: [...deal.fields, ...more],
      form: [
        { ...main, fields: ['due', 'name'] },
        { ...main, key: 'b', fields: ['m0', 'm1', 'm2', 'm3', 'amount', 'cost'] },
      ],
    };
    // The amount is required, the cost is neither that nor among the first.
    expect(asks(long as Entity)).toEqual([['due', 'name', 'm0', 'm1', 'm2', 'm3', 'amount']]);
    expect(asks(long as Entity, [], ['cost'])).toEqual([['due', 'name', 'm0', 'm1', 'm2', 'm3', 'amount', 'cost']]);
  });

  it('has what is required though the layout leaves it out, and nothing that may not be written', () => {
    const bare = { ...deal, form: [] };
    expect(asks(bare)).toEqual([['name', 'amount']]);
    expect(asks(deal, ['cost', 'due'], ['due', 'owner', 'nowhere'])).toEqual([['owner', 'name', 'firm', 'amount', 'reason']]);
  });
});
