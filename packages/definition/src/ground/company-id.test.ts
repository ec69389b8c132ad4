import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyIdCheck, isCompanyId } from './company-id.ts';

describe('company ids', () => {
  // Published codes of well-known companies.
  it.each(['914403001922038216', '9144030071526726XG', '91330100799655058B'])('%s is right', (code) =>
    expect(isCompanyId(code)).toBe(true),
  );

  it('notices every single wrong character and every swap of neighbours', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    const body = fc.array(fc.constantFrom(...alphabet), { minLength: 17, maxLength: 17 }).map((chars) => chars.join(''));
    fc.assert(
      fc.property(body, fc.nat(16), fc.constantFrom(...alphabet), (text, place, char) => {
        const code = text + companyIdCheck(text);
        expect(isCompanyId(code)).toBe(true);
        if (code[place] !== char) expect(isCompanyId(code.slice(0, place) + char + code.slice(place + 1))).toBe(false);
      }),
    );
  });

  it.each(['', '91440300192203821', '91440300192203821O', '914403001922038216 ', 'I14403001922038216'])('%j is wrong', (code) =>
    expect(isCompanyId(code)).toBe(false),
  );
});
