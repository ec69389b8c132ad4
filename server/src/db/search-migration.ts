import type { Queryable } from './pool.ts';
import { HAN, readings } from './readings.ts';

/** By how many letters a value is found as it is written, and by how many as it is spoken. */
const LETTERS = { written: 2000, spoken: 120 } as const;

/**
 * Makes what search stands on. `search_fold` leaves of a text what people look for: small letters, without spaces and signs. `search_keys` gives the
 * keys by which a value is found: three letters from each place, three initials and eight letters of pinyin from each character, in all readings that
 * are usual; of a long text its beginning. `search_query` gives the keys that a value must have to be found by what somebody types: up to three letters begin a key; more are looked
 * for three by three, or as pinyin from a character on. All words must be found. An index over the keys answers for any number of letters, and what it
 * finds need not be read again.
 */
export async function addSearch(db: Queryable): Promise<void> {
  const { syllables, places, others } = await readings();
  await db.query(`
create function pipewright.search_fold(value text) returns text language sql immutable strict parallel safe as $$
  select translate(lower(normalize(value, nfkc)), E' \\t\\r\\n\\u00a0-.,;:()[]{}/+·•、。〈〉《》「」【】"''\\\\', '')
$$;

create function pipewright.search_keys(value text) returns tsvector language plpgsql immutable strict parallel safe cost 2000 as $$
declare
  folded text := left(pipewright.search_fold(left(value, ${2 * LETTERS.written})), ${LETTERS.written});
  keys text[] := array(select substr(folded, i, 3) from generate_series(1, length(folded)) i);
  initials text[] := array[''];
  sounds text[] := array[''];
  begun text[];
  spoken text[];
  read text[];
  letter text;
  reading text;
  rest text;
  key text;
  at integer;
begin
  if octet_length(folded) = length(folded) then return array_to_tsvector(keys); end if;
  for i in reverse least(length(folded), ${LETTERS.spoken})..1 loop
    letter := substr(folded, i, 1);
    at := ascii(letter) - ${HAN.first - 1};
    read := array[letter];
    if at between 1 and ${HAN.last - HAN.first + 1} then
      at := ('{${places.join()}}'::smallint[])[at];
      if at > 0 then read := array[('{${syllables.join()}}'::text[])[at]]; end if;
      at := strpos('${others.map(([letter]) => letter).join('')}', letter);
      if at > 0 then read := string_to_array(('{${others.map(([, all]) => all).join()}}'::text[])[at], ' '); end if;
    end if;
    begun := '{}';
    spoken := '{}';
    foreach reading in array read loop
      foreach rest in array initials loop
        key := left(reading, 1) || rest;
        keys := keys || key;
        key := left(key, 2);
        if not key = any (begun) then begun := begun || key; end if;
      end loop;
      foreach rest in array sounds loop
        exit when cardinality(spoken) >= 16;
        key := left(reading || rest, 8);
        keys := keys || key;
        key := left(key, 7);
        if not key = any (spoken) then spoken := spoken || key; end if;
      end loop;
    end loop;
    initials := begun;
    sounds := spoken;
  end loop;
  return array_to_tsvector(keys);
end $$;

create function pipewright.search_query(needle text) returns tsquery language plpgsql immutable strict parallel safe as $$
declare
  wanted tsquery;
  word text;
  said text;
  more text;
  long integer;
begin
  for word in select w.word from (select left(pipewright.search_fold(part), 100) as word from regexp_split_to_table(normalize(needle, nfkc), '\\s+') part limit 10) w where w.word <> '' loop
    long := length(word);
    if long <= 3 then
      said := format('''%s'':*', word);
    else
      -- As it is written, three letters at each place.
      select string_agg(format('''%s''', substr(word, i, 3)), ' & ') into said from generate_series(1, long - 2) i;
      -- As it is spoken, from a character on; in any six letters another character begins.
      more := format('''%s'':*', left(word, 8));
      for base in 2..long - 6 by 6 loop
        more := more || ' & (' || (select string_agg(format('''%s'':*', substr(word, j, 8)), ' | ') from generate_series(base, base + 5) j) || ')';
      end loop;
      said := '(' || said || ') | (' || more || ')';
    end if;
    wanted := coalesce(wanted && said::tsquery, said::tsquery);
  end loop;
  return wanted;
end $$;

create index person_search on pipewright.person using gin (pipewright.search_keys(name));
`);
}
