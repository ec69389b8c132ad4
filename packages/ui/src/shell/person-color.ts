import { COLORS, type Color } from '@pipewright/definition';

// Grey says that something is out of use, and red that something is wrong.
const GROUNDS = COLORS.filter((color) => color !== 'grey' && color !== 'red');

/** The colour a person is known by: always the same for the same person. */
export function personColor(person: string): Color {
  let sum = 7;
  for (let i = 0; i < person.length; i += 1) sum = (sum * 31 + person.charCodeAt(i)) % 65_521;
  return GROUNDS[sum % GROUNDS.length] as Color;
}
