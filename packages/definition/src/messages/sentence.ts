import type { Issue, IssueCode, IssueParam, ValueType } from '@pipewright/logic';
import type { Label, Language } from '../ground/label.ts';
import type { ShapeCode } from './codes.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

const CATALOGS: Readonly<Record<Language, Readonly<Record<keyof typeof en, string>>>> = { en, 'zh-CN': zh };

/** What a person did wrong, in that person's language. */
export interface Fault {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** What the kinds of values are called where a sentence about a rule speaks of them. */
const KINDS: Readonly<Record<ValueType, Label>> = {
  text: { en: 'text', 'zh-CN': '文字' },
  number: { en: 'number', 'zh-CN': '数字' },
  boolean: { en: 'yes/no', 'zh-CN': '是/否' },
  date: { en: 'date', 'zh-CN': '日期' },
  datetime: { en: 'date and time', 'zh-CN': '日期时间' },
  list: { en: 'multiple choice', 'zh-CN': '多选' },
};
const ABOUT_KINDS: Readonly<Partial<Record<IssueCode, readonly string[]>>> = {
  'rule.type': ['expected', 'found'],
  'rule.literal_type': ['expected'],
  'rule.not_ordered': ['found'],
};

const isShape = (code: IssueCode): code is ShapeCode => code.startsWith('shape.');

/** The sentence of an issue in a language. */
export function sentence({ code, params = {} }: Issue, language: Language): string {
  const pattern = CATALOGS[language][isShape(code) ? 'shape.other' : code];
  const text = (value: IssueParam | undefined) => (typeof value === 'object' ? value[language] : String(value ?? ''));
  const kind = (name: string) => (ABOUT_KINDS[code]?.includes(name) ? KINDS[params[name] as ValueType] : undefined);
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => text(kind(name) ?? params[name]));
}

/** Issues as a person reads them. */
export function faults(issues: readonly Issue[], language: Language): Fault[] {
  return issues.map((each) => ({ path: each.path, code: each.code, message: sentence(each, language) }));
}
