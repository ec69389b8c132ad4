import { type Field, fieldTypes, type Label, type Language, type RecordJson, takes } from '@pipewright/definition';
import { wallClock } from '@pipewright/process';

/** For whom a file is written: in which language, and by the clock of which zone. */
export interface Reader {
  readonly language: Language;
  readonly timeZone: string;
}

const label = (en: string, zh: string): Label => ({ en, 'zh-CN': zh });
const YES = label('Yes', '是');
const NO = label('No', '否');
const OUT_OF_SIGHT = label('(not visible)', '（无权查看）');
const GONE = label('(no longer in use)', '（已停用）');

/**
 * A value of a record as the text of a cell: what a person sees on the screen, in a form that an import understands as the same value. Figures stand
 * without separators, currency and percent signs, so that a program for sheets can add them up wherever it runs.
 */
export function cellOf(field: Field, record: RecordJson, { language, timeZone }: Reader): string {
  const value = record[field.key];
  if (value === null || value === undefined) return '';
  const { names, value: kind } = fieldTypes[field.type];
  if (names) return record.$names?.[field.key] ?? OUT_OF_SIGHT[language];
  if (takes(field, 'options')) return [value].flat().map(optionName(field, language)).join('; ');
  if (kind === 'boolean') return (value ? YES : NO)[language];
  if (kind === 'datetime') return wallClock(timeZone, String(value));
  return takes(field, 'currency') ? inCents(String(value)) : String(value);
}

const optionName = (field: Field, language: Language) => (key: unknown) =>
  field.options?.find((each) => each.key === key)?.name[language] ?? GONE[language];

/** Money that is not whole has two places at least: `1500.5` is written `1500.50`. */
function inCents(amount: string): string {
  const [whole = '', part] = amount.split('.');
  return part === undefined ? whole : `${whole}.${part.padEnd(2, '0')}`;
}
