const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The check character of the first 17 characters of a 统一社会信用代码 (GB 32100-2015, §5: weights 3^(i-1) mod 31), or undefined. */
export function companyIdCheck(body: string): string | undefined {
  let sum = 0;
  for (const [i, weight] of WEIGHTS.entries()) {
    const value = ALPHABET.indexOf(body[i] ?? ' ');
    if (value < 0) return undefined;
    sum += value * weight;
  }
  return ALPHABET[(31 - (sum % 31)) % 31];
}

/** True for a well-formed unified social credit code: 18 characters without I, O, S, V, Z and with the right check character. */
export function isCompanyId(text: string): boolean {
  return text.length === 18 && companyIdCheck(text) === text[17];
}
