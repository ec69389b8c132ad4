/** A document, or a part of one, in a format that may be an old one. */
export type Document = Readonly<Record<string, unknown>>;

/** The step from one format to the next: for a whole definition, and for a view on its own, as people keep them for themselves. */
export interface Upgrade {
  readonly app: (old: Document) => Document;
  readonly view: (old: Document) => Document;
}

/** Every step there is, by the format version it starts from. None yet: version 1 is the first. */
export const UPGRADES: Readonly<Record<number, Upgrade>> = {};
