import { sql } from 'kysely';
import { compileSql } from '../ground/compile.ts';
import type { Statement } from '../ground/statement.ts';
import type { Index } from './index-kind.ts';

/** A column as the database has it. */
export interface CatalogColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
}

/** A primary key (`p`) or a foreign key (`f`) as the database has it. */
export interface CatalogKey {
  readonly table: string;
  readonly name: string;
  readonly kind: 'p' | 'f';
  readonly columns: readonly string[];
  /** What a foreign key refers to, with its schema; null for a primary key. */
  readonly target: string | null;
  /** What happens to a row when the one it refers to goes; `a` is nothing. */
  readonly onDelete: string | null;
  readonly valid: boolean;
}

/** An index as the database has it; `trigram` was once made for search, `other` is of none of the kinds we ever made. */
export interface CatalogIndex {
  readonly table: string;
  readonly name: string;
  readonly kind: Index['kind'] | 'trigram' | 'other';
  readonly columns: readonly (string | null)[];
  /** The options whose order it follows, as Postgres writes a list. */
  readonly options?: string | null;
  readonly unique: boolean;
  readonly valid: boolean;
  readonly predicate: string | null;
}

/** What the database holds of one app. */
export interface Catalog {
  readonly columns: readonly CatalogColumn[];
  readonly keys: readonly CatalogKey[];
  readonly indexes: readonly CatalogIndex[];
  readonly sequences: readonly string[];
}

/** Reads all of an app's schema from the catalog in one statement, as one row `catalog`; no row where there is no such schema. */
export function catalogSql(schema: string): Statement {
  const columns = sql`select json_build_object('table', c.relname, 'column', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
      'notNull', a.attnotnull, 'default', pg_get_expr(d.adbin, d.adrelid)) as j
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = n.oid and c.relkind in ('r', 'p') order by c.relname, a.attnum`;
  const keys = sql`select json_build_object('table', c.relname, 'name', k.conname, 'kind', k.contype, 'valid', k.convalidated,
      'columns', (select json_agg(a.attname order by x.n) from unnest(k.conkey) with ordinality x(attnum, n)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = x.attnum),
      'target', tn.nspname || '.' || t.relname, 'onDelete', case k.contype when 'f' then k.confdeltype end) as j
    from pg_constraint k join pg_class c on c.oid = k.conrelid left join pg_class t on t.oid = k.confrelid
      left join pg_namespace tn on tn.oid = t.relnamespace
    where c.relnamespace = n.oid and k.contype in ('p', 'f') order by c.relname, k.conname`;
  const indexes = sql`select json_build_object('table', t.relname, 'name', c.relname, 'unique', i.indisunique, 'valid', i.indisvalid,
      'kind', case when m.amname = 'gin' and o.opcname = 'tsvector_ops' and f.sought is not null then 'search'
        when m.amname = 'gin' and o.opcname = 'gin_trgm_ops' then 'trigram' when m.amname = 'gin' and o.opcname = 'array_ops' then 'list'
        when m.amname = 'hash' and f.folded is not null then 'folded' when m.amname <> 'btree' then 'other' when f.part is not null and s.collations ~ '^d+$' then 'position' when i.indexprs is not null then 'other'
        when s.collations ~ '^d+$' then 'btree' when s.collations ~ '^d*pd$' then 'pinyin' else 'other' end,
      'columns', (select json_agg(coalesce(a.attname, f.part[2], f.sought[1], f.folded[1]) order by x.n) from unnest(i.indkey::int2[]) with ordinality x(attnum, n)
        left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = x.attnum and a.attnum > 0 where x.n <= i.indnkeyatts),
      'options', f.part[1],
      'predicate', pg_get_expr(i.indpred, i.indrelid)) as j
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid join pg_am m on m.oid = c.relam
      left join pg_opclass o on o.oid = i.indclass[0],
      lateral (select regexp_match(pg_get_expr(i.indexprs, i.indrelid), '^array_position\\(''([^'']*)''::text\\[\\], "?([^",]+)"?\\)$') as part,
        regexp_match(pg_get_expr(i.indexprs, i.indrelid), '^(?:pipewright\\.)?search_keys\\("?([^",]+)"?\\)$') as sought,
        regexp_match(pg_get_expr(i.indexprs, i.indrelid), '^(?:pipewright\\.)?search_fold\\("?([^",]+)"?\\)$') as folded) f,
      lateral (select string_agg(case coalesce(l.collname, 'default') when 'default' then 'd' when 'zh-x-icu' then 'p' else 'o' end, '' order by x.n) as collations
        from unnest(i.indcollation::oid[]) with ordinality x(id, n) left join pg_collation l on l.oid = x.id) s
    where c.relnamespace = n.oid order by c.relname`;
  const sequences = sql`select to_json(c.relname) as j from pg_class c where c.relnamespace = n.oid and c.relkind = 'S' order by c.relname`;
  const list = (of: ReturnType<typeof sql>) => sql`(select coalesce(json_agg(x.j), '[]') from (${of}) x)`;
  return compileSql(sql`select json_build_object('columns', ${list(columns)}, 'keys', ${list(keys)}, 'indexes', ${list(indexes)},
    'sequences', ${list(sequences)}) as catalog from pg_namespace n where n.nspname = ${schema}`);
}
