import { type Entity, type Field, fieldOf, targetOf } from '@pipewright/definition';
import { Nothing, RecordTable, useText } from '@pipewright/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useApp } from '../data/app-context.ts';
import { listQuery } from '../data/queries.ts';
import { namedFields } from '../data/reach.ts';

/** The lists of records that refer to this one, as tabs. */
export function RelatedLists({
  entity,
  id,
  render,
}: {
  entity: Entity;
  id: string;
  render: (items: { key: string; label: string; children: ReactNode }[]) => ReactNode;
}) {
  const { app } = useApp();
  const { say } = useText();
  const related = app.entities
    .filter((each) => !each.retired)
    .flatMap((other) =>
      other.fields
        // Activities stand on the time line.
        .filter((field) => !field.retired && field.key !== other.activityOf && targetOf(app, field)?.key === entity.key)
        .map((field) => ({ other, field })),
    );
  return render(
    related.map(({ other, field }) => ({
      key: `${other.key}.${field.key}`,
      label: related.filter((each) => each.other === other).length > 1 ? `${say(other.plural)} · ${say(field.name)}` : say(other.plural),
      children: <Related other={other} field={field} id={id} />,
    })),
  );
}

function Related({ other, field, id }: { other: Entity; field: Field; id: string }) {
  const inApp = useApp();
  const { key, app } = inApp;
  const { t } = useText();
  const navigate = useNavigate();
  const columns = [other.title, ...(other.views[0]?.columns ?? []).filter((name) => name !== field.key && name !== other.title)]
    .filter((name) => fieldOf(other, name))
    .slice(0, 6);
  const list = useInfiniteQuery(
    listQuery({
      app: key,
      entity: other.key,
      filter: { '==': [{ var: field.key }, id] },
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
