import type { Fault, Language } from '@pipewright/definition';
import { type FormState, formFaults, type PreparedEntity } from '@pipewright/process';
import { inWordsOfTyping } from '../field/unread.ts';
import { formFields } from './form-fields.ts';

/** What can be said of values before they are sent, in the server's words; of a text that was not understood, what can be written instead. */
export function judge(prepared: PreparedEntity, form: FormState, currency: string, language: Language): Fault[] {
  const today = String(form.surroundings.today);
  const found = formFaults(prepared, form, language);
  return inWordsOfTyping(found, formFields(prepared.entity), form.values, { today, currency }, language);
}
