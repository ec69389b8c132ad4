import { describe, expect, it } from 'vitest';
import { sizeInWords } from './file-size.ts';

describe('the size of a file', () => {
  it.each([
    [0, '0 B'],
    [1, '1 B'],
    [1023, '1023 B'],
    [1024, '1 KB'],
    [1536, '1.5 KB'],
    [250 * 1024, '250 KB'],
    [1.25 * 1024 * 1024, '1.3 MB'],
    [200 * 1024 * 1024, '200 MB'],
    [3 * 1024 ** 3, '3072 MB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(sizeInWords(bytes)).toBe(words);
  });
});
