/** What a list's or board's address holds: every state can be linked to, and Back works. */
export interface ListSearch {
  readonly view?: string;
  readonly filter?: string;
  readonly sort?: string;
  readonly q?: string;
  readonly columns?: string;
  /** The field whose values make the groups of a list, or `-` for none where its view has groups. */
  readonly group?: string;
  readonly record?: string;
  readonly pipeline?: string;
  readonly deleted?: boolean;
}

/** What the address of a new record holds: where it begins, as a column of a board says. */
export interface NewSearch {
  readonly stage?: string | undefined;
  readonly pipeline?: string | undefined;
  /** The record it is made for: the reference by which it belongs to it, and its id. */
  readonly link?: string | undefined;
  readonly to?: string | undefined;
}
