import { type Issue, issue } from '@pipewright/logic';

/** A row of a file with separated values: its number as a spreadsheet shows it, its cells, and why it cannot be taken as it stands. */
export interface CsvRow {
  readonly number: number;
  readonly cells: readonly string[];
  readonly issue?: Issue;
}

/** What separates the cells of a row. */
export type Separator = ',' | ';' | '\t' | '|';

/** The most columns of a file. */
export const MAX_COLUMNS = 500;
/** The most characters of a column's name; what is beyond is left out. */
const LONGEST_NAME = 190;
const MAX_ROW = 1_000_000;
const SEPARATORS: readonly Separator[] = [',', ';', '\t', '|'];

interface Line {
  readonly cells: string[];
  readonly end: number;
  readonly broken: boolean;
}

/** Where the plain text that starts at `at` ends: at a separator, a line end, or the end of the text. */
function plainEnd(text: string, at: number, separator: number): number {
  for (let i = at; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === separator || code === 10 || code === 13) return i;
  }
  return text.length;
}

/** Where the quotation mark stands that a cell begins with, blanks before it passed over; -1 for a plain cell. */
function openingQuote(text: string, at: number): number {
  let i = at;
  while (text[i] === ' ') i += 1;
  return text[i] === '"' ? i : -1;
}

/** The text of a quoted cell and where it ends; undefined while its closing mark has not come. */
function quoted(text: string, open: number): { value: string; end: number } | undefined {
  let value = '';
  for (let from = open + 1; ; ) {
    const mark = text.indexOf('"', from);
    if (mark < 0) return undefined;
    value += text.slice(from, mark);
    if (text[mark + 1] !== '"') return { value, end: mark + 1 };
    value += '"';
    from = mark + 2;
  }
}

/** One line from `from`; undefined while the text does not hold all of it, `open` where a quoted cell is what does not end. */
function readLine(text: string, from: number, separator: Separator, last: boolean): Line | 'open' | undefined {
  const code = separator.charCodeAt(0);
  const cells: string[] = [];
  let broken = false;
  for (let at = from; ; ) {
    const open = openingQuote(text, at);
    const cell = open < 0 ? { value: '', end: at } : quoted(text, open);
    if (!cell) return 'open';
    const end = plainEnd(text, cell.end, code);
    // A quotation mark inside a plain cell is a character like any other; text after a closing one is a mistake.
    const rest = text.slice(cell.end, end);
    if (open >= 0 && rest.trim() !== '') broken = true;
    cells.push(open < 0 ? rest : rest.trim() === '' ? cell.value : `${cell.value}"${rest}`);
    if (end === text.length) return last ? { cells, end, broken } : undefined;
    if (text.charCodeAt(end) === code) at = end + 1;
    else if (text[end] === '\n') return { cells, end: end + 1, broken };
    else if (end + 1 === text.length && !last) return undefined;
    else return { cells, end: text[end + 1] === '\n' ? end + 2 : end + 1, broken };
  }
}

/** Reads separated values from text that comes in pieces. The first line that is not blank is the heading; blank lines are passed over but counted. */
export class CsvReader {
  /** The names of the columns, each another; undefined until the heading was read. */
  columns: readonly string[] | undefined;
  readonly #separator: Separator;
  readonly #sample: boolean;
  #rest = '';
  #number = 0;

  /** @param sample true where the rows only tell the separator: then a heading may name a column twice */
  constructor(separator: Separator, sample = false) {
    this.#separator = separator;
    this.#sample = sample;
  }

  /**
   * The rows that the text read so far completes.
   * @param last true with the last piece of the text
   * @returns the rows, or with `issue` why the file cannot be read any further
   */
  read(text: string, last = false): { readonly rows: readonly CsvRow[]; readonly issue?: Issue } {
    const all = this.#rest + text.replaceAll('\0', '');
    const rows: CsvRow[] = [];
    let at = 0;
    while (at < all.length) {
      const line = readLine(all, at, this.#separator, last);
      if (typeof line !== 'object') {
        const number = this.#number + 1;
        if (line === 'open' && (last || all.length - at > MAX_ROW)) return { rows, issue: issue('file', 'csv.unclosed', { row: number }) };
        if (all.length - at > MAX_ROW) return { rows, issue: issue('file', 'csv.row_too_long', { row: number }) };
        break;
      }
      at = line.end;
      this.#number += 1;
      if (line.cells.every((cell) => cell.trim() === '')) continue;
      if (this.columns) rows.push(this.#row(line, this.columns.length));
      else if (line.broken) return { rows, issue: issue('file', 'csv.quote', { row: this.#number }) };
      else if (line.cells.length > MAX_COLUMNS) return { rows, issue: issue('file', 'csv.too_wide', { most: MAX_COLUMNS }) };
      else {
        const names = line.cells.map((name) => name.normalize('NFC').trim().toWellFormed());
        const again = names.find((name, i) => name !== '' && names.indexOf(name) < i);
        if (again && !this.#sample) return { rows, issue: issue('file', 'csv.column_twice', { name: again.slice(0, LONGEST_NAME) }) };
        this.columns = distinct(names.map((name, i) => name.slice(0, LONGEST_NAME).toWellFormed() || `#${i + 1}`));
      }
    }
    this.#rest = all.slice(at);
    return { rows };
  }

  #row({ cells, broken }: Line, width: number): CsvRow {
    const number = this.#number;
    if (broken) return { number, cells, issue: issue('', 'csv.quote', { row: number }) };
    const full = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    if (full > width) return { number, cells: cells.slice(0, full), issue: issue('', 'csv.ragged', { row: number, found: full, width }) };
    return { number, cells: cells.slice(0, full) };
  }
}

/** Numbers the names that are the same only because they were cut or made up. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Map<string, number>();
  return names.map((name) => {
    let n = (seen.get(name) ?? 0) + 1;
    if (n > 1) while (taken.has(`${name} (${n})`)) n += 1;
    seen.set(name, n);
    return n === 1 ? name : `${name} (${n})`;
  });
}

/** The separator with which the lines of a sample from the beginning of a file are the most alike, and then the widest. */
export function separatorOf(sample: string): Separator {
  const scored = SEPARATORS.map((separator) => {
    const reader = new CsvReader(separator, true);
    const { rows } = reader.read(sample);
    const width = reader.columns?.length ?? 0;
    const good = rows.filter((row) => !row.issue && row.cells.length > width / 2).length;
    return { separator, width, alike: rows.length > 0 ? good / rows.length : 1 };
  });
  const [best] = scored.filter(({ width }) => width > 1).sort((a, b) => b.alike - a.alike || b.width - a.width);
  return best?.separator ?? ',';
}

/** What a file whose first bytes these are is written in: as its mark says, else UTF-8 where all of it is, else GB18030, which Chinese Excel writes. */
export function encodingOf(start: Uint8Array, utf8: boolean): 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // A Latin letter in UTF-16 has an empty half.
  if (first && second === 0) return 'utf-16le';
  if (first === 0 && second) return 'utf-16be';
  return utf8 ? 'utf-8' : 'gb18030';
}
