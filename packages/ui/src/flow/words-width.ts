/** How wide a text is about, in pixels at 14 px: what is drawn by its own size alone could not be laid out before it is drawn. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text)
    width += /[\u1100-\uffef]/.test(letter) ? 14 : /[A-Z@%MWmw]/.test(letter) ? 10 : /[iljtf.,:;'|! ]/.test(letter) ? 4.4 : 7.6;
  return width;
}

/** How many lines a text takes, at most so many. Words that are not broken leave some room at the end of a line. */
export function linesOf(text: string, width: number, most: number): number {
  const wide = widthOf(text);
  const lines = wide <= width ? 1 : Math.ceil((wide * 1.08) / width);
  return Math.min(most, Math.max(1, lines));
}
