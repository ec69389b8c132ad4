import { describe, expect, it } from 'vitest';
import { hasLine, toggleLine, withLine } from './filter-line.ts';

const a = { '==': [{ var: 'a' }, 1] };
const b = { '==': [{ var: 'b' }, 2] };

describe('the lines of a filter', () => {
  it('a line is added once, and taken away again', () => {
    expect(toggleLine(undefined, a)).toEqual({ and: [a] });
    expect(toggleLine({ and: [b] }, a)).toEqual({ and: [b, a] });
    expect(toggleLine({ and: [b, a] }, a)).toEqual({ and: [b] });
    expect(toggleLine({ and: [a] }, a)).toBeUndefined();
  });

  it('a line that must hold is not one of several that may', () => {
    expect(hasLine({ or: [a, b] }, a)).toBe(false);
    expect(hasLine({ or: [a] }, a)).toBe(true);
    expect(toggleLine({ or: [a, b] }, a)).toEqual({ and: [{ or: [a, b] }, a] });
    expect(hasLine({ and: [{ or: [a, b] }, a] }, a)).toBe(true);
  });

  it('a rule that is no group, or one of which any part is enough, is one line', () => {
    expect(toggleLine(b, a)).toEqual({ and: [b, a] });
    expect(withLine(b, 0, undefined)).toBeUndefined();
    expect(withLine({ or: [a, b] }, 0, undefined)).toBeUndefined();
    expect(withLine({ and: [{ or: [a, b] }, b] }, 0, undefined)).toEqual({ and: [b] });
  });

  it('a line is changed in its place', () => {
    expect(withLine({ and: [a, b] }, 0, b)).toEqual({ and: [b, b] });
    expect(withLine(a, 0, b)).toEqual({ and: [b] });
  });
});
