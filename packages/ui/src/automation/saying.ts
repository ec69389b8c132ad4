import type { App, Automation, Entity, Label, Language } from '@pipewright/definition';
import { fieldAt, midSentence, ruleFields, statusNames } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import { ruleInWords } from '../filter/words.ts';
import type { TextKey } from '../text/en.ts';
import type { Text } from '../text/language.ts';

/** What the words of an automation need from the screen they stand on. */
export interface SayingContext {
  readonly language: Language;
  readonly t: Text<TextKey>['t'];
}

/** The automation that is said, among what it names. */
export interface Said extends SayingContext {
  readonly app: App;
  readonly automation: Automation;
  readonly entity: Entity;
}

/** A label in the middle of a sentence. */
export const mid = (label: Label | undefined, { language }: SayingContext): string =>
  label ? midSentence(label[language], language) : '…';

/** A name in quotation marks. */
export const quoted = (label: Label | undefined, { language, t }: SayingContext): string =>
  t('publish.quoted', { name: label?.[language] ?? '…' });

/** Several things in a row: “a, b and c”. */
export function allOf(names: readonly string[], { t }: SayingContext): string {
  const [last = '', ...before] = names.toReversed();
  return before.length === 0 ? last : t('saying.andLast', { before: before.toReversed().join(t('publish.comma')), last });
}

/** One of several things: “a or b”. */
export const oneOf = (names: readonly string[], { t }: SayingContext): string => names.join(t('publish.or'));

/** A field by its name; of one a reference away with the reference before it. */
export function fieldName(key: string, { app, entity, language }: Said): string {
  const [near = '', far] = key.split('.');
  const names = [fieldAt(app, entity, near), ...(far === undefined ? [] : [fieldAt(app, entity, key)])];
  return names.map((field) => field?.name[language] ?? '…').join(' › ');
}

/** The name of a status in the middle of a sentence. */
export const statusName = (status: keyof typeof statusNames, said: SayingContext): string => mid(statusNames[status], said);

/** A condition in words; undefined where there is none. */
export function conditionInWords(rule: Rule | null | undefined, { app, entity, language, t }: Said): string | undefined {
  if (rule === undefined || rule === null || rule === true) return undefined;
  return ruleInWords(rule, ruleFields(app, entity), { language, currency: app.currency, t, nameOf: () => undefined }).join(
    t('publish.and'),
  );
}
