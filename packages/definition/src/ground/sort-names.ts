/** The names of the fields in the text of an order: `-amount,name`. */
export function sortNames(value: unknown): string[] {
  return String(value)
    .split(',')
    .map((each) => each.replace(/^-/, ''));
}
