import type { Face } from './face.ts';
import { EMPTY } from './operator.ts';
import * as css from './value.module.css';

/** A text that stands as it is. */
export const text: Face = {
  format: String,
  show: ({ text }) => text,
  operators: ['contains', 'is', 'is_not', 'starts_with', 'ends_with', ...EMPTY],
};

/** A text of several lines. */
export const longText: Face = { ...text, show: ({ text }) => <span className={css.lines}>{text}</span> };

/** An address of the web, opened beside the app. */
export const url: Face = {
  ...text,
  show: ({ text }) => (
    <a href={text} target="_blank" rel="noreferrer noopener">
      {text}
    </a>
  ),
};

/** An address to which mail can be sent. */
export const email: Face = { ...text, show: ({ text }) => <a href={`mailto:${text}`}>{text}</a> };
