/** Who does something: a person, an automation, or the product itself. */
export type Actor =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'automation'; readonly key: string }
  | { readonly kind: 'system' };

/** What a request is known by when it comes again: the key its sender gave it, and the hash of what it asked for. */
export interface RequestMark {
  readonly key: string;
  readonly hash: string;
}

/** What a share lets a person do with one record: read it, or change it too. */
export const SHARE_LEVELS = ['read', 'write'] as const;
/** What a share lets a person do with one record. */
export type ShareLevel = (typeof SHARE_LEVELS)[number];

/** Why a record was written: what somebody did, or what followed from it. Kept with every entry of the ledger. */
export type Cause =
  | {
      readonly by: 'form' | 'move' | 'bulk' | 'restore' | 'unclaim' | 'convert' | 'sample';
      /** Of a request that changed one record once: nobody reads it, and no second entry of the same person may have it. */
      readonly request?: RequestMark;
    }
  | { readonly by: 'import'; readonly import: string }
  | { readonly by: 'department' | 'leave'; readonly person: string }
  | { readonly by: 'share'; readonly person: string; readonly level: ShareLevel | null }
  | { readonly by: 'exception'; readonly exception: string; readonly person: string }
  | { readonly by: 'stage'; readonly stage: string }
  | { readonly by: 'wake' }
  | { readonly by: 'publish' | 'relabel'; readonly version: number }
  | { readonly by: 'automation'; readonly automation: string; readonly run: string };
