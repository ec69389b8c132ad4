import { look, Nothing, RecordCards, RecordTable, Result, TotalsLine, useText } from '@pipewright/ui';
import { Button, Grid, Skeleton } from 'antd';
import { useApp } from '../data/app-context.ts';
import { grantFor } from '../data/reach.ts';
import type { ShownList } from './use-list.ts';

const PICTURES = { nothingMatches: 'matches', binEmpty: 'deleted', empty: 'records' } as const;

/** The records of a list: a table, cards on a phone, or why there are none; and the way to more of them. */
export function ListRecords({
  shown,
  selected,
  onSelect,
}: {
  shown: ShownList;
  selected: readonly string[];
  onSelect: (ids: readonly string[]) => void;
}) {
  const inApp = useApp();
  const { t, mid } = useText();
  const wide = Grid.useBreakpoint().md !== false;
  const { entity, list, records, columns, sort, filter, search, selecting, set, create, kept, keepLook, isDense, totals, arrange } = shown;
  // No filter holds in the recycle bin.
  const why = search.q || (filter !== undefined && !search.deleted) ? 'nothingMatches' : search.deleted ? 'binEmpty' : 'empty';
  const emptyText = (
    <Nothing of={PICTURES[why]} text={t(`list.${why}`, { entity: mid(entity.plural) })}>
      {grantFor(inApp, entity.key).create && why === 'empty' && (
        <Button type="primary" onClick={create}>
          {t('list.first')}
        </Button>
      )}
    </Nothing>
  );
  if (list.error)
    return (
      <Result
        status="warning"
        title={list.error.message}
        extra={<Button onClick={() => set({ filter: undefined, sort: undefined, columns: undefined })}>{t('list.reset')}</Button>}
      />
    );
  if (list.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  const drawn = {
    app: inApp.app,
    entity,
    columns,
    records,
    emptyText,
    onOpen: (record: { readonly id: string }) => set({ record: record.id }),
    selected,
    onSelect: selecting ? onSelect : undefined,
  };
  return (
    <>
      {wide ? (
        <RecordTable
          {...drawn}
          loading={list.isFetching && !list.isFetchingNextPage}
          sort={sort}
          onSort={(next) => set({ sort: next })}
          dense={isDense}
          widths={kept.widths}
          arranging={{ onColumns: arrange, onWidths: (widths) => keepLook({ widths: { ...kept.widths, ...widths } }) }}
          totals={search.deleted ? undefined : totals}
        />
      ) : (
        <>
          {!search.deleted && records.length > 0 && <TotalsLine entity={entity} currency={inApp.app.currency} totals={totals} />}
          <RecordCards {...drawn} />
        </>
      )}
      <div className={look.end}>
        {list.hasNextPage ? (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('list.more')}
          </Button>
        ) : (
          records.length > 0 && <span className={look.quiet}>{t('list.end', { count: records.length })}</span>
        )}
      </div>
    </>
  );
}
