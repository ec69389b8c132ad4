import type { Field, Language } from '@pipewright/definition';
import type { ReactNode } from 'react';
import type { Text } from '../text/language.ts';
import type { Operator } from './operator.ts';

/** What a field's value needs to be written. */
export interface FormatOptions {
  readonly language: Language;
  /** The app's currency, for money fields without one of their own. */
  readonly currency: string;
}

/** A present value that is to be shown. */
export interface Showing {
  readonly field: Field;
  readonly value: unknown;
  /** The value as people read it. */
  readonly text: string;
  /** What the one is called whose id the value is. */
  readonly name: string | undefined;
  readonly language: Language;
  readonly t: Text['t'];
}

/** How a field type looks where it is read and asked for; what it is typed with stands apart, in `inputs`, as lists need none of it. */
export interface Face {
  /** A present value as a text. Of a list, one of its values too. */
  readonly format: (value: unknown, field: Field, options: FormatOptions) => string;
  /** A present value on a screen. */
  readonly show: (showing: Showing) => ReactNode;
  /** The operators of a filter that fit it, the likeliest first. */
  readonly operators: readonly Operator[];
  /** What stands under a column of such values, where they are figures. */
  readonly total?: 'sum' | 'avg';
}
