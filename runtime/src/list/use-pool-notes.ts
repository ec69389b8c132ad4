import type { Entity, RecordJson } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { useQueries } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';
import { poolStoryInWords } from '../data/pool-story.ts';
import { poolStoriesQuery } from '../data/queries.ts';

/** As many records as one request asks for: a page of a list. */
const AT_ONCE = 50;

/** How the records in sight came into the pool, in words by their ids: one question for each page. Undefined, and nothing is asked, where the list is not that of the pool. */
export function usePoolNotes(entity: Entity, records: readonly RecordJson[], isPool: boolean): ReadonlyMap<string, string> | undefined {
  const { key } = useApp();
  const text = useText();
  const ids = isPool ? records.map(({ id }) => id) : [];
  const pages = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, i) => ids.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
  const found = useQueries({ queries: pages.map((page) => poolStoriesQuery(key, entity.key, page)) });
  if (!isPool) return undefined;
  return new Map(found.flatMap(({ data }) => data?.stories.map((each) => [each.id, poolStoryInWords(each, text)] as const) ?? []));
}
