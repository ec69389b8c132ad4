import type { Language } from '@pipewright/definition';
import type { Text } from '../text/language.ts';

/** What the words of a rule need from outside. */
export interface WordsContext {
  readonly language: Language;
  readonly currency: string;
  readonly t: Text['t'];
  readonly nameOf: (id: string) => string | undefined;
}
