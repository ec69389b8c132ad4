import { PlusOutlined } from '@ant-design/icons';
import { type Entity, type RecordJson, writableFields } from '@pipewright/definition';
import { Nothing, RecordTable, useText } from '@pipewright/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useApp } from '../data/app-context.ts';
import { countQuery, listQuery } from '../data/queries.ts';
import { grantFor, namedFields } from '../data/reach.ts';
import * as css from './related.module.css';
import { type RelatedList, relatedColumns, relatedLists } from './related-lists.ts';

/** The lists of records that have to do with this one, as tabs. */
export function RelatedLists({
  entity,
  record,
  makes,
  render,
}: {
  entity: Entity;
  record: RecordJson;
  /** Whether others are made for this one, as far as this person may. */
  makes: boolean;
  render: (items: { key: string; label: ReactNode; children: ReactNode }[]) => ReactNode;
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
      label: <Counted list={list} name={label(list)} />,
      children: <Related list={list} of={record.id} makes={makes} />,
    })),
  );
}

/** What a list is called, and how many records it has: its room is kept until that is known. */
function Counted({ list: { other, filter }, name }: { list: RelatedList; name: string }) {
  const { key } = useApp();
  const { t } = useText();
  const count = useQuery(countQuery(key, other, filter)).data;
  return (
    <>
      {name}
      <span className={css.count}>{typeof count === 'number' && t('record.count', { count })}</span>
    </>
  );
}

function Related({ list: { other, field, through, filter }, of, makes }: { list: RelatedList; of: string; makes: boolean }) {
  const inApp = useApp();
  const { key, app } = inApp;
  const { t, mid } = useText();
  const navigate = useNavigate();
  const { create, readonly } = grantFor(inApp, other.key);
  const mayMake = makes && create && !through && writableFields(other).includes(field) && !readonly.includes(field.key);
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
  const params = { app: key, entity: other.key };
  return (
    <>
      {mayMake && (
        <Button
          className={css.make}
          icon={<PlusOutlined />}
          onClick={() => void navigate({ to: '/a/$app/$entity/new', params, search: { link: field.key, to: of } })}
        >
          {t('list.new', { entity: mid(other.name) })}
        </Button>
      )}
      <RecordTable
        app={app}
        entity={other}
        columns={columns}
        records={records}
        loading={list.isPending}
        sort={undefined}
        emptyText={<Nothing of="links" small text={t('record.noRelated')} />}
        onSort={() => undefined}
        onOpen={(record) => void navigate({ to: '/a/$app/$entity/$id', params: { ...params, id: record.id } })}
      />
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('list.more')}</Button>}
    </>
  );
}
