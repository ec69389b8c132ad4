import type { Color, Field, Language, Status } from '@pipewright/definition';
import { Badge } from '../shell/badge.tsx';
import { statusColors } from '../shell/color.ts';
import { textIn } from '../text/language.ts';
import type { Face } from './face.ts';
import { EMPTY } from './operator.ts';
import * as css from './value.module.css';

/** What an option is called; one that the definition no longer has goes by no name of its own, least of all its key. */
function optionName(field: Field, key: unknown, language: Language): string {
  return field.options?.find((each) => each.key === key)?.name[language] ?? textIn(language, 'value.gone');
}

function optionColor(field: Field, key: unknown): Color | undefined {
  return field.key === 'status' ? statusColors[key as Status] : field.options?.find((each) => each.key === key)?.color;
}

/** One of the options. */
export const choice: Face = {
  format: (value, field, { language }) => optionName(field, value, language),
  show: ({ field, value, text }) => {
    const color = optionColor(field, value);
    return color ? <Badge color={color}>{text}</Badge> : text;
  },
  operators: ['is', 'is_not', 'one_of', ...EMPTY],
};

/** Several of the options. */
export const choices: Face = {
  format: (value, field, { language }) =>
    [value]
      .flat()
      .map((key) => optionName(field, key, language))
      .join(language === 'en' ? ', ' : '、'),
  show: ({ field, value, language }) =>
    (value as string[]).map((key) => (
      <span key={key} className={css.each}>
        <Badge color={optionColor(field, key)}>{optionName(field, key, language)}</Badge>
      </span>
    )),
  operators: ['includes', ...EMPTY],
};
