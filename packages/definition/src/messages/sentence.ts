import type { Issue, IssueParam } from '@pipewright/logic';
import type { Fault } from '../api.ts';
import type { Language } from '../label.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

const CATALOGS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, 'zh-CN': zh };

/** The sentence of an issue in a language. Shape faults share one sentence; any other unknown code is a bug. */
export function sentence({ code, params = {} }: Issue, language: Language): string {
  const catalog = CATALOGS[language];
  const pattern = catalog[code] ?? (code.startsWith('shape.') ? catalog['shape.other'] : undefined);
  if (pattern === undefined) throw new Error(`No sentence for the issue ${code}`);
  const text = (value: IssueParam | undefined) => (typeof value === 'object' ? value[language] : String(value ?? ''));
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => text(params[name]));
}

/** Issues as a person reads them. */
export function faults(issues: readonly Issue[], language: Language): Fault[] {
  return issues.map((each) => ({ path: each.path, code: each.code, message: sentence(each, language) }));
}
