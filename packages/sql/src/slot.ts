import type { Statement } from './compile.ts';

/**
 * A place in a compiled statement that gets its value at each use. It is an object of its own that Kysely carries among the parameters,
 * so that no value anybody sends can be taken for it.
 */
export class Slot {
  readonly name: string;
  /** Makes the given value one that the place can take, such as a uuid. */
  readonly as: (value: unknown) => unknown;
  constructor(name: string, as: (value: unknown) => unknown = (value) => value) {
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
