import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ListShape, listShape, listSql, writeCursor } from '../index.ts';
import { granted, part, refused, scopedApp, told, viewOf } from '../test-view.ts';

const app = scopedApp('all');
const deal = part(app, 'deal');
const compile = (shape: Partial<ListShape>) => listSql(viewOf(app), deal, { searched: false, fields: ['name'], ...shape });
const after = (sort: string | undefined, empties: readonly boolean[]) =>
  /where (.*?) order by/.exec(told(granted(compile({ sort, after: empties }))).split(') as r ')[1] ?? '')?.[1];
const order = (sort: string) => /order by (.*) limit/.exec(told(granted(compile({ sort }))))?.[1];

describe('the order of a list', () => {
  it.each([
    ['amount', 'r.amount asc, r.id asc'],
    ['-due', 'r.due desc, r.id desc'],
    ['name', 'r.name collate "zh-x-icu" asc, r.id asc'],
    ['-created_at,amount', 'r.created_at desc, r.amount asc, r.id desc'],
    ['owner', 'r.owner asc, r.id asc'],
    ['-stage', `array_position('{start,offer,sign,tender}'::text[], r.stage) desc, r.id desc`],
  ])('%s', (sort, sql) => expect(order(sort)).toBe(sql));

  it('ends in the id whatever is asked, so that no two rows tie', () => {
    fc.assert(
      fc.property(fc.subarray(['amount', 'due', 'name', 'stage', 'owner'], { minLength: 1, maxLength: 4 }), fc.boolean(), (keys, down) => {
        expect(order(keys.map((key) => (down ? `-${key}` : key)).join())).toMatch(down ? /, r\.id desc$/ : /, r\.id asc$/);
      }),
    );
  });

  it('goes by four keys, and refuses a fifth rather than leave it out', () => {
    const four = 'amount,due,name,owner';
    expect(order(four)).toBe('r.amount asc, r.due asc, r.name collate "zh-x-icu" asc, r.owner asc, r.id asc');
    expect(order(`${four},,`)).toBe(order(four));
    const more = compile({ sort: `${four},stage` });
    expect('issues' in more && more.issues).toEqual([{ path: 'sort', code: 'query.sort_many', params: { most: 4 } }]);
  });

  it.each(['nothing', '-cost', 'amount,nothing'])('refuses %s', (sort) =>
    expect(refused(compile({ sort }))).toEqual([`sort query.sort ${sort.replace(/^.*,|^-/g, '')}`]),
  );
});

describe('the rows after a cursor', () => {
  it('are compared as one where no key can be empty', () => {
    expect(after('created_at', [false, false])).toBe('(r.created_at, r.id) > (:after.0::timestamptz(3), :after.1::uuid)');
    expect(after('-created_at', [false, false])).toBe('(r.created_at, r.id) < (:after.0::timestamptz(3), :after.1::uuid)');
    expect(after(undefined, [false])).toBe('(r.id) < (:after.0::uuid)');
  });

  it('count an empty value as the greatest', () => {
    expect(after('amount', [false, false])).toBe(
      '(((r.amount > :after.0::numeric or r.amount is null)) or (r.amount is not distinct from :after.0::numeric and r.id > :after.1::uuid))',
    );
    expect(after('-amount', [false, false])).toBe(
      '((r.amount < :after.0::numeric) or (r.amount is not distinct from :after.0::numeric and r.id < :after.1::uuid))',
    );
  });

  it('have nothing beyond an empty value going up, and all that is not empty going down', () => {
    expect(after('amount', [true, false])).toBe('((false) or (r.amount is not distinct from :after.0::numeric and r.id > :after.1::uuid))');
    expect(after('-amount', [true, false])).toBe(
      '((r.amount is not null) or (r.amount is not distinct from :after.0::numeric and r.id < :after.1::uuid))',
    );
  });

  it('compare Chinese as it is sorted', () =>
    expect(after('-name', [false, false])).toContain('(r.name collate "zh-x-icu" < :after.0::text)'));

  it('need a value for each key', () => {
    expect(refused(compile({ sort: 'amount', after: [false] }))).toEqual(['after query.cursor']);
    expect(refused(compile({ sort: 'amount', after: [false, false, false] }))).toEqual(['after query.cursor']);
  });
});

describe('a cursor', () => {
  it('comes back as it was written, whatever stands in it', () => {
    const value = fc.option(fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (values) => {
        const cursor = writeCursor(JSON.stringify(values));
        expect(cursor).toMatch(/^[\w-]+$/);
        const { values: read } = granted(listShape({ limit: 1, after: cursor }));
        expect(values.map((_, i) => read[`after.${i}`])).toEqual(values);
      }),
    );
  });
});
