import type { Entity, RecordJson } from '@pipewright/definition';
import { Nothing, RecordTable, useText } from '@pipewright/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useApp } from '../data/app-context.ts';
import { listQuery } from '../data/queries.ts';
import { namedFields } from '../data/reach.ts';
import { type RelatedList, relatedColumns, relatedLists } from './related-lists.ts';

/** The lists of records that have to do with this one, as tabs. */
export function RelatedLists({
  entity,
  record,
  render,
}: {
  entity: Entity;
  record: RecordJson;
  render: (items: { key: string; label: string; children: ReactNode }[]) => ReactNode;
}) {
  const { app } = useApp();
  const { t, say, mid } = useText();
  const label = ({ other, field, through, several }: RelatedList) => {
    if (through) {
      const names = { what: mid(other.plural), What: say(other.plural), reference: mid(through.name), field: mid(field.name) };
      if (other.key === entity.key) return t('record.othersThrough', names);
      return t(other.key === through.target ? 'record.throughItself' : 'record.through', names);
    }
    return several ? `${say(other.plural)} · ${say(field.name)}` : say(other.plural);
  };
  return render(
    relatedLists(app, entity, record).map((list) => ({
      key: `${list.other.key}.${list.field.key}.${list.through?.key ?? ''}`,
      label: label(list),
      children: <Related list={list} />,
    })),
  );
}

function Related({ list: { other, field, filter } }: { list: RelatedList }) {
  const inApp = useApp();
  const { key, app } = inApp;
  const { t } = useText();
  const navigate = useNavigate();
  const columns = relatedColumns({ other, field });
  const list = useInfiniteQuery(
    listQuery({
      app: key,
      entity: other.key,
      filter,
      search: undefined,
      sort: undefined,
      fields: columns,
      expand: namedFields(inApp, other).filter((name) => columns.includes(name)),
    }),
  );
  const records = list.data?.pages.flatMap((page) => page.records) ?? [];
  return (
    <>
      <RecordTable
        app={app}
        entity={other}
        columns={columns}
        records={records}
        loading={list.isPending}
        sort={undefined}
        emptyText={<Nothing of="links" small text={t('record.noRelated')} />}
        onSort={() => undefined}
        onOpen={(record) => void navigate({ to: '/a/$app/$entity/$id', params: { app: key, entity: other.key, id: record.id } })}
      />
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('list.more')}</Button>}
    </>
  );
}
