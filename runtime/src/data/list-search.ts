/** What a list's or board's address holds: every state can be linked to, and Back works. */
export interface ListSearch {
  readonly view?: string;
  readonly filter?: string;
  readonly sort?: string;
  readonly q?: string;
  readonly columns?: string;
  readonly record?: string;
  readonly pipeline?: string;
  readonly deleted?: boolean;
}
