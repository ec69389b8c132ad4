import type { Field, Language } from '@pipewright/definition';
import type { ReactNode } from 'react';
import type { Narrowing } from '../../form/lookup.ts';
import type { Text } from '../../text/language.ts';
import type { Operator } from '../operator.ts';

/** What every input gets. */
export interface InputProps {
  readonly field: Field;
  readonly id?: string;
  readonly value: unknown;
  readonly name?: string | undefined;
  readonly currency: string;
  readonly invalid?: boolean;
  readonly required?: boolean;
  readonly disabled?: boolean;
  /** Read by screen readers where no visible label belongs to the input. */
  readonly label?: string | undefined;
  /** The ids of what is said below the input: its faults and its help. */
  readonly describedBy?: string | undefined;
  /** What is worth a second look about the value, though it may be kept. */
  readonly warning?: string | undefined;
  /** True where its list of choices is open from the start. */
  readonly opened?: boolean;
  /** Of a reference: only records whose field `by` names the record `id` are offered. */
  readonly within?: Narrowing | undefined;
  /** What an empty input says instead of how to fill it. */
  readonly placeholder?: string;
  /** Of a reference: true where a record that is not there yet can be made. */
  readonly makes?: boolean;
  readonly onChange: (value: unknown, name?: string) => void;
}

/** Draws an input. */
export type Input = (props: InputProps, words: { readonly language: Language; readonly t: Text['t'] }) => ReactNode;

/** What a field type is typed with. */
export interface FieldInputs {
  readonly form: Input;
  /** True where a value is chosen in one act, with nothing to type before it is whole. */
  readonly chosen?: true;
  /** In a line of a filter, where that is another than in a form. */
  readonly filter?: (operator: Operator) => Input;
}

/** How an input is known: by its id, its name and what is said below it. */
export function known({ id, label, describedBy }: Pick<InputProps, 'id' | 'label' | 'describedBy'>) {
  return {
    ...(id ? { id } : {}),
    ...(label ? { 'aria-label': label } : {}),
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
  };
}

/** What all inputs but switches have in common. */
export function common(props: Omit<InputProps, 'value' | 'currency' | 'onChange'>) {
  const { invalid, required, disabled } = props;
  return {
    ...known(props),
    ...(invalid ? { status: 'error' as const, 'aria-invalid': true } : {}),
    ...(required ? { 'aria-required': true } : {}),
    disabled: disabled ?? false,
  };
}
