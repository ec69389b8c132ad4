import type { Field, FieldType } from '@pipewright/definition';
import { type Issue, isDate, issue } from '@pipewright/logic';
import { instantAt } from '@pipewright/process';

/** Ids by the names a file uses, per field; two ids mean the name is not unique. */
export type Lookups = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** Makes a value out of a text of a file. A text that is none of the field's values stays as it is, for the field's schema to refuse. */
export type ReadText = (text: string, issues: Issue[]) => unknown;

/** @param zone whose clock a file goes by */
type Reader = (field: Field, lookups: Lookups, zone: string) => ReadText;

const asIs: Reader = () => (text) => text;
const plain: Reader = () => figure;

const named: Reader = (field, lookups) => {
  const ids = lookups.get(field.key);
  return (text, issues) => {
    const [found, twin] = ids?.get(text) ?? [];
    if (found === undefined || twin !== undefined)
      issues.push(issue(field.key, found === undefined ? 'value.unmatched' : 'value.ambiguous', { field: field.name, value: text }));
    return found ?? null;
  };
};

/** What lies outside of a table cannot come in with one. */
const never: Reader = (field) => (_, issues) => {
  issues.push(issue(field.key, 'file.import', { field: field.name }));
  return null;
};

const YES = new Set(['true', 'yes', 'y', '1', '是', '对']);
const NO = new Set(['false', 'no', 'n', '0', '否', '不']);

/** How the text of a file is read for each field type. */
const readers: Readonly<Record<FieldType, Reader>> = {
  text: asIs,
  long_text: asIs,
  integer: () => (text) => (/^-?\d{1,15}$/.test(figure(text)) ? Number(figure(text)) : text),
  decimal: plain,
  money: plain,
  percent: plain,
  date: () => (text) => readDate(text) ?? text,
  datetime: (_field, _lookups, zone) => (text) => readInstant(zone, text) ?? text,
  boolean: () => (text) => (YES.has(text.toLowerCase()) ? true : NO.has(text.toLowerCase()) ? false : text),
  choice: (field) => byName(field.options ?? []),
  choices: (field) => {
    const keyOf = byName(field.options ?? []);
    // A name may have a comma in it, and is tried as a whole first.
    const keysOf = (part: string) => (keyOf(part) === part ? part.split(/[,，、]/).map((each) => keyOf(each.trim())) : [keyOf(part)]);
    return (text) => text.split(/[;；]/).flatMap((part) => keysOf(part.trim()));
  },
  person: named,
  department: named,
  reference: named,
  email: asIs,
  phone: asIs,
  url: asIs,
  auto_number: asIs,
  company_id: asIs,
  file: never,
  image: never,
};

/** How a file's texts become values of a field; names of people, departments and records are found in `lookups`. */
export function textReader(field: Field, lookups: Lookups, zone = 'UTC'): ReadText {
  return readers[field.type](field, lookups, zone);
}

/** Gives the key of the part that is called so in one of the languages, or by its key; a text that is no name stays. */
export function byName(parts: readonly { key: string; name: { en: string; 'zh-CN': string } }[]): (text: string) => string {
  const keys = new Map<string, string>();
  for (const { key, name } of parts)
    for (const each of [key, name.en.toLowerCase(), name['zh-CN'].toLowerCase()]) if (!keys.has(each)) keys.set(each, key);
  return (text) => keys.get(text.toLowerCase()) ?? text;
}

/** A number as people write it in sheets, without thousands separators, currency or percent signs. */
function figure(text: string): string {
  return text.replace(/[,，\s¥￥$€£%]/g, '');
}

/** A day as people write it in sheets, as an ISO date; undefined where it is none. */
export function readDate(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/.exec(text) ?? [];
  const date = year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : '';
  return isDate(date) ? date : undefined;
}

/** A day and a time as people write them in sheets, by the clock of a zone, as an instant; undefined where it is none. */
function readInstant(zone: string, text: string): string | undefined {
  const [, day = '', time = ''] = /^(\S+?)[ T](\d{1,2}:\S+)$/.exec(text) ?? [];
  const date = readDate(day);
  return date && instantAt(zone, `${date} ${time.replace(/^\d:/, '0$&')}`);
}
