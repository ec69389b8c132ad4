import { describe, expect, it } from 'vitest';
import { issue } from './issue.ts';
import { accepted, issuesOf, type Result } from './result.ts';

const [good, other]: Result<number>[] = [{ value: 0 }, { value: 2 }];
const bad: Result<number> = { issues: [issue('a', 'rule.literal'), issue('b', 'rule.condition')] };

describe('a result', () => {
  it('tells every reason against several, in their order', () => {
    expect(issuesOf(good as Result<number>, other as Result<number>)).toEqual([]);
    expect(issuesOf(bad, good as Result<number>, { issues: [issue('c', 'rule.literal')] }).map(({ path }) => path)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('gives the value of what was accepted, an empty one too, and throws where there is none', () => {
    expect(accepted(good as Result<number>, 'It')).toBe(0);
    expect(() => accepted(bad, 'A rule of deal')).toThrow('A rule of deal was not validated: rule.literal');
  });
});
