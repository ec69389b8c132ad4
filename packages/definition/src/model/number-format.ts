import type { Field } from './field.ts';

/** How the values of a numbered field look: what stands before and after the number, and how many digits it has at least. */
export interface NumberFormat {
  readonly prefix: string;
  readonly width: number;
  readonly suffix: string;
}

/** Takes the format of a numbered field apart. */
export function numberFormat({ format = '{00000}' }: Pick<Field, 'format'>): NumberFormat {
  const [, prefix = '', zeros = '0', suffix = ''] = /^(.*)\{(0+)\}(.*)$/.exec(format) ?? [];
  return { prefix, width: zeros.length, suffix };
}
