import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvReader, type CsvRow, encodingOf, MAX_COLUMNS, type Separator, separatorOf } from './csv.ts';

function readAll(text: string, separator: Separator = separatorOf(text), piece = text.length) {
  const reader = new CsvReader(separator);
  const rows: CsvRow[] = [];
  for (let at = 0; at < text.length; at += piece) {
    const read = reader.read(text.slice(at, at + piece));
    rows.push(...read.rows);
    if (read.issue) return { columns: reader.columns, rows, issue: read.issue };
  }
  const { rows: rest, issue } = reader.read('', true);
  return { columns: reader.columns, rows: [...rows, ...rest], issue };
}
const cellsOf = (text: string) => readAll(text).rows.map((row) => row.cells);

const separators = fc.constantFrom<Separator>(',', ';', '\t', '|');
const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '|', '\t', ' ', '\n', '\r', '名'), maxLength: 6 });
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const written = (text: string) => `"${text.replaceAll('"', '""')}"`;
const plainly = (text: string) => !/["\n\r,;|\t]/.test(text) && text.trimStart() === text;

describe('a file of separated values', () => {
  it('gives back what was written, whatever the separator, the line ends and the pieces it comes in', () => {
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    const rule = fc.property(
      table,
      separators,
      lineEnd,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      (lines, separator, end, piece, bare) => {
        const width = Math.max(...lines.map((line) => line.length));
        const heading = Array.from({ length: width }, (_, i) => `c${i}`);
        const text = [heading, ...lines]
          .map((line) => line.map((each) => (bare && plainly(each) ? each : written(each))).join(separator))
          .join(end);
        const { columns, rows, issue } = readAll(text, separator, piece);
        const trimmed = (line: readonly string[]) => line.slice(0, line.findLastIndex((each) => each.trim() !== '') + 1);
        expect(issue).toBeUndefined();
        expect(columns).toEqual(heading);
        expect(rows).toEqual(
          lines.flatMap((line, i) => (line.some((each) => each.trim() !== '') ? [{ number: i + 2, cells: trimmed(line) }] : [])),
        );
      },
    );
    fc.assert(rule, { numRuns: 1000 });
  });

  it('never throws, and comes to the same in any pieces', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 30 }), separators, fc.integer({ min: 1, max: 9 }), (parts, separator, piece) => {
        const text = parts.join('');
        expect(readAll(text, separator, piece)).toEqual(readAll(text, separator));
        expect(separatorOf(text)).toMatch(/[,;\t|]/);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes a quotation mark inside a plain value as a character, and blanks around a quoted one as none', () => {
    expect(cellsOf('n,a\na"b,1\nc""d,"2"\n5" pipe, "x,y" \n')).toEqual([
      ['a"b', '1'],
      ['c""d', '2'],
      ['5" pipe', 'x,y'],
    ]);
  });

  it('names the rows that are not well formed, goes on after them, and counts as a spreadsheet does', () => {
    const { rows } = readAll('n,a\n\n"two\nlines",1\n"x"y,2\n1,2,3\n,,,\nok,4\n');
    expect(rows).toEqual([
      { number: 3, cells: ['two\nlines', '1'] },
      { number: 4, cells: ['x"y', '2'], issue: { path: '', code: 'csv.quote', params: { row: 4 } } },
      { number: 5, cells: ['1', '2', '3'], issue: { path: '', code: 'csv.ragged', params: { row: 5, found: 3, width: 2 } } },
      { number: 7, cells: ['ok', '4'] },
    ]);
  });

  it('refuses a file whose quotation mark never closes, and a row without end, by number', () => {
    expect(readAll('n,a\n1,2\n"x,3\n4,5\n').issue).toEqual({ path: 'file', code: 'csv.unclosed', params: { row: 3 } });
    expect(readAll(`n,a\n1,2\n${'x'.repeat(2_500_000)}`, ',', 64_000).issue?.params).toEqual({ row: 3 });
    expect(readAll(`n,a\n"${'x'.repeat(2_500_000)}`, ',', 64_000).issue?.code).toBe('csv.unclosed');
    expect(readAll('"n"x,a\n1,2\n').issue?.params).toEqual({ row: 1 });
    expect(readAll(`${'c,'.repeat(MAX_COLUMNS + 1)}\n`, ',').issue?.code).toBe('csv.too_wide');
  });

  it.each<[string, string, string]>([
    ['side by side', 'name,name\n1,2\n', 'name'],
    ['apart, and only alike once trimmed', ' 名称 ;x;名称\n1;2;3\n', '名称'],
    ['written in two ways of Unicode', 'e\u0301\tb\t\u00e9\n1\t2\t3\n', '\u00e9'],
    ['without any row', 'a,b,a', 'a'],
    ['where another separator would make one name of it', 'n;n\n1,5;2\n', 'n'],
  ])('refuses a heading that names a column twice: %s', (_, text, name) => {
    expect(readAll(text).issue).toEqual({ path: 'file', code: 'csv.column_twice', params: { name } });
  });

  it('takes names that differ only in case, and any number of columns without one', () => {
    expect(readAll('name,Name,,\n1,2,3,4\n')).toMatchObject({ columns: ['name', 'Name', '#3', '#4'], issue: undefined });
  });

  it('makes the names of columns distinct that it makes up or cuts, and leaves NULs out', () => {
    const long = 'x'.repeat(190);
    expect(readAll(`#2,,${long}1,${long}2,#2 (2)\n1\0,2\n`)).toMatchObject({
      columns: ['#2', '#2 (3)', long, `${long} (2)`, '#2 (2)'],
      rows: [{ cells: ['1', '2'] }],
    });
    expect(readAll('')).toEqual({ columns: undefined, rows: [], issue: undefined });
  });

  it.each<[Separator, string]>([
    [',', 'name,amount\n"x;y;z",1\n'],
    [';', '"name";"amount"\n"x, y";"1,5"\n'],
    [';', 'name;amount;due\na;1,5;2026-01-01\nb;2,5;2026-01-02\n'],
    ['\t', 'name\tamount\na, b\t1\n'],
    ['|', 'name|amount\na;b|1,5\n'],
    [',', 'name\nalone\n'],
    [',', 'name,notes\na,"one; two; three"\nb,four; five\n'],
  ])('finds the separator %j', (separator, text) => expect(separatorOf(text)).toBe(separator));

  it('knows an encoding by its mark, by the empty half of a letter, or by what is no UTF-8', () => {
    const known = (bytes: number[], utf8 = true) => encodingOf(Uint8Array.from(bytes), utf8);
    expect([known([0xff, 0xfe]), known([0xfe, 0xff]), known([0x6e, 0]), known([0, 0x6e])]).toEqual([
      'utf-16le',
      'utf-16be',
      'utf-16le',
      'utf-16be',
    ]);
    expect([known([0xef, 0xbb]), known([0x6e, 0x61]), known([0xc3, 0xfb], false), known([])]).toEqual([
      'utf-8',
      'utf-8',
      'gb18030',
      'utf-8',
    ]);
  });
});
