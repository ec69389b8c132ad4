/** Who does something: a person, an automation, or the product itself. */
export type Actor =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'automation'; readonly key: string }
  | { readonly kind: 'system' };

/** Why a record was written: what somebody did, or what followed from it. Kept with every entry of the ledger. */
export type Cause =
  | { readonly by: 'form' | 'move' | 'bulk' | 'restore' | 'sample' }
  | { readonly by: 'import'; readonly import: string }
  | { readonly by: 'department'; readonly person: string }
  | { readonly by: 'publish'; readonly version: number }
  | { readonly by: 'automation'; readonly automation: string; readonly run: string };
