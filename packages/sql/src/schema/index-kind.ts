/**
 * An index as it should be. `btree` and `unique` ones sort by their columns; `pinyin` and `position` sort the last column before the id as people
 * read it, by pinyin or by the options' order; `search` finds values as people look for them, `folded` those that are the same however they are written,
 * `list` members of a list. These three sort nothing, are of one column and hold deleted rows too.
 */
export interface Index {
  readonly columns: readonly string[];
  readonly kind: 'btree' | 'search' | 'folded' | 'pinyin' | 'list' | 'position';
  readonly unique?: true;
  /** The options of a `position`, in their order. */
  readonly options?: readonly string[];
}

const INVERTED: ReadonlySet<string> = new Set<Index['kind']>(['search', 'folded', 'list']);

/** True for an index that leads from what values hold to their rows, and sorts nothing. */
export function isInverted({ kind }: { readonly kind: string }): boolean {
  return INVERTED.has(kind);
}

/** The column that an index sorts in an order of its own, by place; undefined where it sorts all by value. */
export function specialPlace({ kind, columns }: Index): number | undefined {
  return kind === 'pinyin' || kind === 'position' ? columns.length - 2 : undefined;
}

/** A name for an index that says what it is for and stays within 63 bytes. One whose options change their order is another index. */
export function indexName(entity: string, { columns, kind, unique, options }: Index): string {
  const words = `${unique ? 'u' : 'i'}_${entity}_${columns.join('_')}_${kind}`;
  if (options) return `${words.slice(0, 48)}_${hash(`${words} ${options.join(' ')}`)}`;
  return words.length <= 60 ? words : `${words.slice(0, 48)}_${hash(words)}`;
}

function hash(words: string): string {
  let sum = 0;
  for (const char of words) sum = (Math.imul(sum, 31) + char.charCodeAt(0)) >>> 0;
  return sum.toString(36);
}
