import type { Label } from '@pipewright/definition';
import type { z } from 'zod';

type ShapeIssue = z.core.$ZodIssue;

// Where a value does not fit, and the names it brings, may quote all that was sent.
const LONGEST = 300;
const both = (en: string, zh: string): Label => ({ en, 'zh-CN': zh });

/** What is wrong with the form of a request, by the kinds of faults that its schema tells apart. */
function whatIsWrong(issue: ShapeIssue): Label {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.includes('undefined')
        ? both('it is missing', '缺少此项')
        : both('it is of another kind than it should be', '值的类型不对');
    case 'too_big':
      return both(`it is too long or too large; the most is ${issue.maximum}`, `过长或过大，最多为 ${issue.maximum}`);
    case 'too_small':
      return both(`it is too short or too small; the least is ${issue.minimum}`, `过短或过小，最少为 ${issue.minimum}`);
    case 'invalid_format':
      return both('it is not written as it should be', '书写格式不对');
    case 'invalid_value':
      return both('it is none of the values that are possible', '不是允许的值');
    case 'unrecognized_keys': {
      const names = issue.keys.join(', ').slice(0, LONGEST);
      return both(`it has what is not known here: ${names}`, `含有未知的项：${names}`);
    }
    default:
      return both('it has none of the forms that are possible', '不符合允许的任何一种形式');
  }
}

/** Where a request does not fit its schema, as its issue names it. */
export function placeOf({ path }: Pick<ShapeIssue, 'path'>): string {
  return path.join('.').slice(0, LONGEST);
}

/** The words of a fault in the form of a request, in both languages: where, and what is wrong there. */
export function shapeWords(issue: ShapeIssue, at = ''): { readonly place: Label; readonly detail: Label } {
  const place = [at, placeOf(issue)].filter(Boolean).join('.');
  return { place: place ? both(`“${place}”`, `“${place}”`) : both('its top', '最外层'), detail: whatIsWrong(issue) };
}
