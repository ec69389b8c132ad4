import { isLogic, type Rule } from '@pipewright/logic';

/** What stands in a line in place of a value while the text that was typed is not understood: it is kept, and asks nothing. */
export function notRead(text: string): Rule {
  return { not_read: text };
}

/** The text that stands in place of a value; undefined for everything else. */
export function textNotRead(value: Rule): string | undefined {
  return isLogic(value) && typeof value.not_read === 'string' ? value.not_read : undefined;
}
