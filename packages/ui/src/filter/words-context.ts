import type { Language } from '@pipewright/definition';

/** What the words of a rule need from outside. */
export interface WordsContext {
  readonly language: Language;
  readonly currency: string;
  readonly t: (key: string, params?: Record<string, unknown>) => string;
  readonly nameOf: (id: string) => string | undefined;
}
