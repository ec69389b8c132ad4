/** What a person did wrong: where (`path`, dot separated), which fault (`code`), and the values its sentence needs. */
export interface Issue {
  readonly path: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, IssueParam>>;
}

/** A value inside an issue's sentence: plain, or a text per language. */
export type IssueParam = string | number | { readonly en: string; readonly 'zh-CN': string };

/** Builds an issue. */
export function issue(path: string, code: string, params?: Issue['params']): Issue {
  return params ? { path, code, params } : { path, code };
}
