/**
 * The codes of all that can be wrong, each with the names of what its sentence speaks of. These are the ones of rules; whoever keeps the sentences adds
 * all others (`declare module`), so that a code without a sentence, or an issue without what its sentence names, does not compile.
 */
export interface IssueCodes {
  'rule.too_long': never;
  'rule.too_deep': never;
  'rule.operator': 'operator';
  'rule.arguments': 'operator' | 'expected' | 'found';
  'rule.condition': never;
  'rule.variable_name': never;
  'rule.variable': 'name';
  'rule.type': 'expected' | 'found';
  'rule.literal': never;
  'rule.literal_type': 'expected' | 'found';
  'rule.list_equal': never;
  'rule.not_ordered': 'found';
  'rule.whole': 'operator' | 'most';
}

/** Which fault it is. */
export type IssueCode = keyof IssueCodes;

/** A value inside an issue's sentence: plain, or a text per language. */
export type IssueParam = string | number | { readonly en: string; readonly 'zh-CN': string };

/** What the sentence of a code needs, as the rest of a call: nothing, or a value for each of its names. */
export type IssueParams<Code extends IssueCode> = [IssueCodes[Code]] extends [never]
  ? [params?: undefined]
  : [params: Readonly<Record<IssueCodes[Code], IssueParam>>];

/** What a person did wrong: where (`path`, dot separated), which fault (`code`), and the values its sentence needs. */
export interface Issue {
  readonly path: string;
  readonly code: IssueCode;
  readonly params?: Readonly<Record<string, IssueParam>>;
}

/** Builds an issue. */
export function issue<Code extends IssueCode>(path: string, code: Code, ...[params]: IssueParams<Code>): Issue {
  return params ? { path, code, params } : { path, code };
}
