import type { MapActs, MapFields, MapPerson } from './person.ts';

/** Everything that the two pictures of a map need to draw somebody. */
export interface Drawing {
  readonly people: ReadonlyMap<string, MapPerson>;
  readonly fields: MapFields;
  readonly acts: MapActs;
  /** Who has the keyboard. */
  readonly at: string | undefined;
  /** Whose menu is open. */
  readonly menu: string | undefined;
  readonly folded: ReadonlySet<string>;
  readonly setAt: (id: string) => void;
  readonly setMenu: (id: string | undefined) => void;
  readonly toggle: (id: string) => void;
  /** Asks whom somebody reports to. */
  readonly ask: (id: string) => void;
}
