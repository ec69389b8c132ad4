/** What an open screen hears: which records of an entity changed as far as that person may know; null for any of them, or for anything at all. */
export interface News {
  readonly entity: string | null;
  readonly ids: readonly string[] | null;
  /** When it was told, by the database's clock in milliseconds: whoever asks after this finds the change. */
  readonly at: number;
}

/** Where a screen is opened to hear of changes. */
export interface OpenScreens {
  /** Tells a person's screen what happens in an app until the returned function is called. */
  readonly open: (app: string, user: string, hear: (news: News) => void) => () => void;
}
