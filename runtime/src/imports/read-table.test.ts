import { describe, expect, it } from 'vitest';
import { readTable } from './read-table.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding));

describe('a file that is read in the browser', () => {
  it.each([
    ['UTF-8 with a mark', bytes('\ufeff姓名;团队\n张三;"一;组"\n')],
    ['UTF-16', bytes('\ufeff姓名;团队\n张三;"一;组"\n', 'utf16le')],
    [
      'GB18030',
      Uint8Array.from([
        0xd0, 0xd5, 0xc3, 0xfb, 59, 0xcd, 0xc5, 0xb6, 0xd3, 10, 0xd5, 0xc5, 0xc8, 0xfd, 59, 34, 0xd2, 0xbb, 59, 0xd7, 0xe9, 34,
      ]),
    ],
  ])('is a table in %s', (_, file) =>
    expect(readTable(file)).toEqual({ value: { heading: ['姓名', '团队'], lines: [['张三', '一;组']] } }),
  );

  it.each([
    ['a\n"x"y\n', 'csv.quote', 2],
    ['a,b\n1,2,3\n', 'csv.ragged', 2],
    ['a,b\n1,2\n"x', 'csv.unclosed', 3],
    ['a\n', 'csv.rows', undefined],
    ['', 'csv.columns', undefined],
  ])('%j is refused, the row by its number', (text, code, row) =>
    expect(readTable(bytes(text))).toMatchObject({ issues: [{ code, ...(row ? { params: { row } } : {}) }] }),
  );

  it('is refused where it is no text', () => {
    expect(readTable(Uint8Array.from([97, 10, 0xff, 0xff, 10]))).toEqual({ issues: [{ path: 'file', code: 'csv.encoding' }] });
  });
});
