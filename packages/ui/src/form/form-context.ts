import type { Field } from '@pipewright/definition';
import type { RJSFValidationError } from '@rjsf/utils';
import type { Narrowing } from './lookup.ts';

/** What rjsf hands through to the parts of a form. */
export interface FormContext {
  readonly currency: string;
  /** What the ones that fields refer to are called, by field. */
  readonly names: Readonly<Record<string, string>>;
  readonly onName: (key: string, name: string | undefined) => void;
  /** What is worth a second look about the value of a field. */
  readonly warn: (field: Field, value: unknown) => string | undefined;
  /** What narrows what a field may refer to, by the values of the form. */
  readonly narrowing: (field: Field) => Narrowing | undefined;
  /** Puts the focus on the input of a fault. */
  readonly focusOn: (error: RJSFValidationError) => void;
}
