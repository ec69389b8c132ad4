import { call } from '@pipewright/client';
import type { Entity, RecordJson } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { keepPreviousData, queryOptions, useQueries } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApp } from '../data/app-context.ts';
import { poolStoryInWords } from '../data/pool-story.ts';
import { PoolRules } from './pool-rules.tsx';

/** As many records as one request asks for: a page of a list. */
const AT_ONCE = 50;

/** How some records came into the pool. */
const poolStoriesQuery = (app: string, entity: string, ids: readonly string[]) =>
  queryOptions({
    queryKey: ['records', app, entity, 'pool stories', ids],
    queryFn: ({ signal }) => call('listPoolStories', { app, entity, query: { ids: ids.join() } }, { signal }),
    placeholderData: keepPreviousData,
  });

/** What a list of the pool says above its records; asks how those in sight came there, with one question for each page, and tells it in words by their ids. */
export function PoolPart({
  entity,
  records,
  onNotes,
}: {
  entity: Entity;
  records: readonly RecordJson[];
  onNotes: (notes: ReadonlyMap<string, string>) => void;
}) {
  const { key } = useApp();
  const { t, say } = useText();
  const ids = records.map(({ id }) => id);
  const pages = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, i) => ids.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
  const stories = useQueries({
    queries: pages.map((page) => poolStoriesQuery(key, entity.key, page)),
    combine: (found) => found.flatMap(({ data }) => data?.stories ?? []),
  });
  useEffect(() => onNotes(new Map(stories.map((each) => [each.id, poolStoryInWords(each, { t, say })]))), [stories, t, say, onNotes]);
  return <PoolRules entity={entity} />;
}
