/**
 * Where the contents of files lie, each under the SHA-256 of its bytes in hexadecimal. Which contents are still needed is known by the database alone.
 */
export interface FileStore {
  /** Takes the content of a local file, which is gone from there afterwards. Whole or not at all, also where it is interrupted. */
  readonly put: (hash: string, path: string) => Promise<void>;
  /** The content, read as it is asked for; undefined where there is none. */
  readonly read: (hash: string) => Promise<ReadableStream<Uint8Array> | undefined>;
  /** Forgets a content; one that is not there is forgotten already. */
  readonly remove: (hash: string) => Promise<void>;
}

/** How files are kept: where their contents lie, where those lie that are on their way, and how large one may be. */
export interface FileHouse {
  readonly store: FileStore;
  /** A folder of this machine for what is on its way in. */
  readonly incoming: string;
  /** The largest file of this installation, in megabytes. */
  readonly mostMegabytes: number;
  /** The slowest that one may come in. */
  readonly slowest?: { readonly ms: number; readonly bytes: number } | undefined;
}
