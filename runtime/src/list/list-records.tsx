import type { RecordJson } from '@pipewright/definition';
import { later, look, Nothing, Part, RecordCards, RecordTable, Result, TotalsLine, useText } from '@pipewright/ui';
import { Button, Grid, Skeleton } from 'antd';
import { useApp } from '../data/app-context.ts';
import { POOL } from '../data/list-ask.ts';
import { grantFor } from '../data/reach.ts';
import type { ShownList } from './use-list.ts';

const GroupedRecords = later(() => import('./grouped-records.tsx').then((module) => module.GroupedRecords));

const PICTURES = { poolEmpty: 'records', nothingMatches: 'matches', binEmpty: 'deleted', empty: 'records' } as const;

/** The records of a list: a table, cards on a phone, or why there are none; and the way to more of them. */
export function ListRecords({
  shown,
  selected,
  onSelect,
  onRecords,
  notes,
}: {
  shown: ShownList;
  selected: readonly string[];
  onSelect: (ids: readonly string[]) => void;
  /** Told which records are in sight where they stand in groups. */
  onRecords: (records: readonly RecordJson[]) => void;
  /** What is said of each record besides its values, by its id. */
  notes?: ReadonlyMap<string, string> | undefined;
}) {
  const inApp = useApp();
  const { t, mid } = useText();
  const wide = Grid.useBreakpoint().md !== false;
  const { entity, list, records, columns, sort, filter, search, selecting, set, create, kept, keepLook, isDense, totals, arrange, group } =
    shown;
  // No filter holds in the recycle bin.
  const bare = !search.q && shown.extra === undefined && !search.deleted;
  const why =
    shown.view?.key === POOL && bare
      ? 'poolEmpty'
      : search.q || (filter !== undefined && !search.deleted)
        ? 'nothingMatches'
        : search.deleted
          ? 'binEmpty'
          : 'empty';
  const emptyText = (
    <Nothing of={PICTURES[why]} text={t(`list.${why}`, { entity: mid(entity.plural) })}>
      {grantFor(inApp, entity.key).create && why === 'empty' && (
        <Button type="primary" onClick={create}>
          {t('list.first')}
        </Button>
      )}
    </Nothing>
  );
  const drawn = {
    app: inApp.app,
    entity,
    columns,
    emptyText,
    onOpen: (record: { readonly id: string }) => set({ record: record.id }),
    selected,
    onSelect: selecting ? onSelect : undefined,
    notes,
  };
  const arranged = {
    ...{ sort, dense: isDense, widths: kept.widths },
    onSort: (next: string | undefined) => set({ sort: next }),
    arranging: {
      onColumns: arrange,
      onWidths: (widths: Readonly<Record<string, number>>) => keepLook({ widths: { ...kept.widths, ...widths } }),
      grouping: { by: group?.key, of: shown.groupFields, onGroup: shown.groupBy },
    },
    totals: search.deleted ? undefined : totals,
  };
  const waiting = <Skeleton active paragraph={{ rows: 12 }} />;
  if (group)
    return (
      <Part waiting={waiting}>
        <GroupedRecords {...drawn} {...arranged} key={group.key} shown={shown} field={group} wide={wide} onRecords={onRecords} />
      </Part>
    );
  if (list.error)
    return (
      <Result
        status="warning"
        title={list.error.message}
        extra={<Button onClick={() => set({ filter: undefined, sort: undefined, columns: undefined })}>{t('list.reset')}</Button>}
      />
    );
  if (list.isPending) return waiting;
  return (
    <>
      {wide ? (
        <RecordTable {...drawn} {...arranged} records={records} loading={list.isFetching && !list.isFetchingNextPage} />
      ) : (
        <>
          {!search.deleted && records.length > 0 && <TotalsLine entity={entity} currency={inApp.app.currency} totals={totals} />}
          <RecordCards {...drawn} records={records} />
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
