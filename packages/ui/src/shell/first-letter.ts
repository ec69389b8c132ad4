/** The first letter of a name as people count letters: an emoji or an accent is not cut in two. */
export function firstLetter(name: string): string {
  return new Intl.Segmenter().segment(name)[Symbol.iterator]().next().value?.segment ?? '';
}
