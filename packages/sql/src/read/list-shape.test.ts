import { describe, expect, it } from 'vitest';
import { listShape } from '../index.ts';
import { granted, refused } from '../test-view.ts';

describe('the question of a list', () => {
  it('is taken apart into what the text depends on and what stands in slots', () => {
    const cursor = btoa(JSON.stringify(['5', null]));
    expect(granted(listShape({ limit: 50, search: '  50% ', sort: 'amount', after: cursor }))).toEqual({
      shape: {
        filter: undefined,
        sort: 'amount',
        fields: undefined,
        expand: undefined,
        deleted: undefined,
        count: undefined,
        searched: true,
        after: [false, true],
      },
      values: { 'after.0': '5', 'after.1': null, search: '50%', limit: 51 },
    });
  });

  it.each(['rubbish', btoa('{}'), btoa('[1]'), btoa(JSON.stringify(['a\0'])), btoa(JSON.stringify(['1', '2', '3', '4', '5', '6']))])(
    'refuses a cursor that it never gave: %s',
    (after) => expect(refused(listShape({ limit: 5, after }))).toEqual(['after query.cursor']),
  );
});
