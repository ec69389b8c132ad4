import type { Conversion, ConversionOffer } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { chooseAt, firstChoices, fittingMatches, wishesOf } from './choices.ts';

const target = (key: string, more: object = {}) => ({ key, entity: key, values: {}, keep: key, ...more });
const conversion: Conversion = {
  ...{ when: true, message: { en: 'x', 'zh-CN': 'x' }, sets: {} },
  targets: [target('firm', { match: ['name'] }), target('person', { match: ['phone'], links: { firm: 'firm' } }), target('deal')],
};
const match = (id: string, links: Record<string, string | null> = {}) => ({ id, title: id, by: ['name'], links });
const offered = (key: string, matches: ConversionOffer['targets'][number]['matches']) => ({
  ...{ key, entity: key, create: true, matches, hidden: [] },
  values: { name: `a ${key}`, owner: 'p1' },
});
const offer: ConversionOffer = {
  faults: [],
  targets: [
    offered('firm', [match('f1'), match('f2')]),
    offered('person', [match('x', { firm: 'f9' }), match('y', { firm: 'f2' }), match('z', { firm: 'f1' })]),
    offered('deal', []),
  ],
};

describe('what is wished of a conversion', () => {
  it('is at first the likeliest that is there, with who belongs to it, else new ones', () => {
    const first = firstChoices(conversion, offer);
    expect([first.firm?.use, first.person?.use, first.deal?.use]).toEqual(['f1', 'z', undefined]);
    expect(wishesOf(offer, first)).toEqual({ firm: { use: 'f1' }, person: { use: 'z' }, deal: { values: {} } });
  });

  it('has nobody of another company once that is changed, and keeps what was typed', () => {
    const first = chooseAt(conversion, offer, firstChoices(conversion, offer), 'deal', { values: { name: 'typed', owner: 'p1' } });
    const second = chooseAt(conversion, offer, first, 'firm', { use: 'f2' });
    expect([second.person?.use, second.deal?.values]).toEqual(['y', { name: 'typed', owner: 'p1' }]);
    const made = chooseAt(conversion, offer, second, 'firm', { use: undefined });
    expect([made.person?.use, fittingMatches(conversion.targets[1] as never, offer.targets[1] as never, made)]).toEqual([undefined, []]);
    expect(chooseAt(conversion, offer, second, 'firm', { use: 'f2' }).person).toBe(second.person);
  });

  it('is sent as what differs from what it would begin with; an emptied value is told', () => {
    const typed = chooseAt(conversion, offer, firstChoices(conversion, offer), 'deal', {
      values: { name: null, owner: 'p1', amount: '5', note: undefined },
    });
    expect(wishesOf(offer, typed).deal).toEqual({ values: { name: null, amount: '5' } });
  });
});
