import type { Statement } from './statement.ts';

const same = (value: unknown) => value;

/**
 * A place in a compiled statement that gets its value at each use. It is an object of its own that Kysely carries among the parameters,
 * so that no value anybody sends can be taken for it.
 */
export class Slot {
  readonly name: string;
  /** Makes the given value one that the place can take, such as a uuid. */
  readonly as: (value: unknown) => unknown;
  constructor(name: string, as: (value: unknown) => unknown = same) {
    this.name = name;
    this.as = as;
  }

  /** The driver asks this of every object it sends: a statement with an open slot is a fault of the program and never leaves. */
  toPostgres(): never {
    throw new Error(`The slot ${this.name} was not filled`);
  }
}

/** Values for the slots of a statement, by name. */
export type SlotValues = Readonly<Record<string, unknown>>;

/** Puts values into the slots of a statement. Throws where a slot gets none, which is a fault of the program. */
export function fillSlots({ sql, parameters }: Statement, value: (slot: Slot) => unknown): Statement {
  const fill = (slot: Slot) => {
    const found = value(slot);
    if (found === undefined) throw new Error(`The slot ${slot.name} has no value`);
    return slot.as(found);
  };
  return { sql, parameters: parameters.map((each) => (each instanceof Slot ? fill(each) : each)) };
}

const PLACE = /\$(\d+)(::\w+(?:\[\])?)?/g;

/** Sends the value of a slot once where a statement wants it in several places as the same type: a list of departments is read once, not six times. */
export function shareSlots({ sql, parameters }: Statement): Statement {
  const kept: unknown[] = [];
  const places: { readonly slot: Slot; readonly cast: string; readonly place: number }[] = [];
  const text = sql.replaceAll(PLACE, (_, number: string, cast = '') => {
    const value = parameters[Number(number) - 1];
    const found = places.find(
      ({ slot, cast: as }) => value instanceof Slot && cast && as === cast && slot.name === value.name && slot.as === value.as,
    );
    if (found) return `$${found.place}${cast}`;
    const place = kept.push(value);
    if (value instanceof Slot) places.push({ slot: value, cast, place });
    return `$${place}${cast}`;
  });
  return { sql: text, parameters: kept };
}
