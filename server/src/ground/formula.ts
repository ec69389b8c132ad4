// A program for sheets takes a cell that begins so for something to work out; the wide forms are what it makes of a Chinese keyboard.
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/u;

/** The text of a cell that no program for sheets works out: with an apostrophe before what would be taken for a formula. */
export function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** What a cell means: without the apostrophe that keeps it from being worked out. The opposite of `harmless`. */
export function meant(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
