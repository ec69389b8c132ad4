import { call } from '@pipewright/client';
import type { Label, Places } from '@pipewright/definition';
import { look, Nothing, useDesignText } from '@pipewright/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer, Skeleton } from 'antd';
import type { Tried } from './use-dry-run.ts';
import { worthInWords } from './worth.ts';

/** The records an effect hits, each a way to the record. */
export function HitsDrawer({
  appKey,
  tried,
  effect,
  names,
  places,
  onClose,
}: {
  appKey: string;
  tried: Tried;
  effect: string | undefined;
  names: readonly Label[];
  places: Places;
  onClose: () => void;
}) {
  const { t, say, language } = useDesignText();
  const hits = useInfiniteQuery({
    queryKey: ['hits', tried, effect, places],
    queryFn: ({ pageParam }) => {
      const query = { effect, places: JSON.stringify(places), after: pageParam };
      const { app, version } = tried;
      return version === undefined ? call('listDraftHits', { app, query }) : call('listVersionHits', { app, version, query });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: effect !== undefined,
    gcTime: 0,
  });
  const records = hits.data?.pages.flatMap((page) => page.records) ?? [];
  const entity = hits.data?.pages[0]?.entity ?? '';
  return (
    <Drawer open={effect !== undefined} onClose={onClose} size={480} title={t('publish.hits', { name: names.map(say).join(' › ') })}>
      {hits.isPending && <Skeleton active />}
      {hits.isSuccess && records.length === 0 && <Nothing of="matches" text={t('publish.hitsNone')} />}
      <ul className={`${look.plain} ${look.ruled}`}>
        {records.map((record) => (
          <li key={record.id}>
            <a href={`/a/${appKey}/${entity}/${record.id}`} target="_blank" rel="noreferrer">
              {record.title ?? t('value.none')}
            </a>
            <div className={look.aside}>
              {[record.owner, record.stage && say(record.stage), record.worth && worthInWords(record.worth, language)]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </li>
        ))}
      </ul>
      {hits.hasNextPage && (
        <Button block className={look.after} loading={hits.isFetchingNextPage} onClick={() => void hits.fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
    </Drawer>
  );
}
