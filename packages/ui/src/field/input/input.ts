import type { Field, Language } from '@pipewright/definition';
import type { ReactNode } from 'react';
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
  readonly disabled?: boolean;
  /** Read by screen readers where no visible label belongs to the input. */
  readonly label?: string | undefined;
  readonly onChange: (value: unknown, name?: string) => void;
}

/** Draws an input. */
export type Input = (props: InputProps, words: { readonly language: Language; readonly t: Text['t'] }) => ReactNode;

/** What a field type is typed with. */
export interface FieldInputs {
  readonly form: Input;
  /** In a line of a filter, where that is another than in a form. */
  readonly filter?: (operator: Operator) => Input;
}

/** What all inputs have in common. */
export function common({ id, invalid, disabled, label }: InputProps) {
  return {
    ...(id ? { id } : {}),
    ...(invalid ? { status: 'error' as const, 'aria-invalid': true } : {}),
    ...(label ? { 'aria-label': label } : {}),
    disabled: disabled ?? false,
  };
}
