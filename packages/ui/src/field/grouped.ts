/** A number with a comma before every three digits of its whole part, whatever stands before and behind it. */
export function grouped(text: string): string {
  const [, before = '', digits = '', rest = ''] = /^([^\d.]*)([\d,]*)(.*)$/su.exec(text) ?? [];
  // A second number is not the same number going on: `1亿2000万`.
  if (/[\d,]/.test(rest.replace(/^\.\d*/, ''))) return text;
  return `${before}${digits.replaceAll(',', '').replace(/\B(?=(\d{3})+$)/g, ',')}${rest}`;
}

/** A text and the place of the caret in it. */
export interface Typed {
  readonly text: string;
  readonly caret: number;
}

/**
 * What stands in a field after a key press, with the separators where they belong now and the caret behind the same digit. A comma that the person
 * sets stays where it was set, for it may stand for something else; the reader judges it.
 * @param before the text before the key press
 */
export function regrouped(before: string, { text, caret }: Typed): Typed {
  const commas = (value: string) => value.split(',').length;
  if (grouped(before) !== before || commas(text) > commas(before)) return { text, caret };
  const next = grouped(text);
  const left = text.slice(0, caret).replaceAll(',', '').length;
  let at = 0;
  for (let seen = 0; seen < left; at++) if (next[at] !== ',') seen++;
  return { text: next, caret: at };
}
