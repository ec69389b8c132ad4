import { DeleteOutlined, FilterOutlined, NodeIndexOutlined, PlusOutlined, SaveOutlined, TableOutlined } from '@ant-design/icons';
import { call } from '@pipewright/client';
import { APPLIES, type Entity, grantOf, type View } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';
import {
  laterOpened,
  look,
  Nothing,
  Page,
  RecordCards,
  RecordTable,
  Result,
  ruleInWords,
  Toolbar,
  useText,
  ViewSwitch,
} from '@pipewright/ui';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { App as AntApp, Button, Checkbox, Grid, Input, Popover, Skeleton, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useApp, useEntity } from '../data/app-context.ts';
import { listOf } from '../data/list-ask.ts';
import type { ListSearch } from '../data/list-search.ts';
import { listQuery, peopleQuery, viewsQuery } from '../data/queries.ts';
import { askable, grantFor } from '../data/reach.ts';
import { RecordPanel } from '../record/record-panel.tsx';
import { FilterDrawer } from './filter-drawer.tsx';
import { hasLine, toggleLine, withoutLine } from './filter-line.ts';

const SaveViewDialog = laterOpened(() => import('./save-view.tsx').then((module) => module.SaveViewDialog));

// Most lists are only read.
const BulkBar = laterOpened(() => import('./bulk-bar.tsx').then((module) => module.BulkBar));

/** A list of records: saved views as tabs, search, filter, columns; a record opens beside it. */
export function ListPage() {
  const { app: key, entity: entityKey } = useParams({ from: '/a/$app/$entity' });
  const entity = useEntity(entityKey);
  const { t } = useText();
  return entity ? <EntityList key={`${key}/${entityKey}`} entity={entity} /> : <Result status="404" title={t('list.unknown')} />;
}

const asText = (rule: Rule | undefined) => (rule === undefined ? undefined : JSON.stringify(rule));
const APPLIES_ONLY: Rule = { '!=': [{ var: APPLIES }, null] };

function EntityList({ entity }: { entity: Entity }) {
  const inApp = useApp();
  const { t, say, language } = useText();
  const { modal, message } = AntApp.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const search = useSearch({ from: '/a/$app/$entity' });
  const wide = Grid.useBreakpoint().md !== false;
  const [filtering, setFiltering] = useState(false);
  const [saving, setSaving] = useState(false);
  const kept = useQuery(viewsQuery(inApp.key));
  const own = kept.data?.views.filter((each) => each.entity === entity.key) ?? [];
  const people = useQuery(peopleQuery).data?.people;
  const views: (View & { own?: string })[] = [...entity.views, ...own.map((each) => ({ ...each.view, key: each.id, own: each.id }))];
  const view = views.find((each) => each.key === search.view) ?? views[0];
  const { fields, columns, extra, sort, filter, standing, ask } = listOf(inApp, entity, search, view);
  const appliesKnown = standing.includes(APPLIES) && (entity.process?.pipelines.length ?? 0) > 1;
  // A view of her own that is not there yet would be asked as the first one.
  const list = useInfiniteQuery({ ...listQuery(ask), enabled: !kept.isPending || view?.key === (search.view ?? view?.key) });
  const records = list.data?.pages.flatMap((page) => page.records) ?? [];
  const [selected, setSelected] = useState<readonly string[]>([]);
  const selecting = standing.length > 0 && !search.deleted && grantOf(inApp.role, entity.key).update !== 'none';
  const set = (patch: Partial<Record<keyof ListSearch, ListSearch[keyof ListSearch]>>) =>
    void navigate({
      to: '/a/$app/$entity',
      params: { app: inApp.key, entity: entity.key },
      search: (old) => Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== undefined)) as ListSearch,
    });
  const asked = useMemo(() => askable(inApp, entity), [inApp, entity]);
  const nameOf = (id: string) => people?.find((person) => person.id === id)?.name;
  const words = ruleInWords(extra, asked, { language, currency: inApp.app.currency, t, nameOf });
  const grant = grantFor(inApp, entity.key);
  const removeView = (id: string) =>
    modal.confirm({
      title: t('view.remove'),
      okText: t('action.delete'),
      cancelText: t('action.cancel'),
      onOk: async () => {
        await call('deleteView', { app: inApp.key, id });
        await queries.invalidateQueries({ queryKey: ['views', inApp.key] });
        set({ view: undefined });
        void message.success(t('view.removed'));
      },
    });
  const emptyText = (
    <Nothing text={t(filter !== undefined || search.q ? 'list.nothingMatches' : 'list.empty', { entity: say(entity.plural) })}>
      {grant.create && filter === undefined && !search.q && (
        <Button type="primary" onClick={() => void navigate({ to: '/a/$app/$entity/new', params: { app: inApp.key, entity: entity.key } })}>
          {t('list.first')}
        </Button>
      )}
    </Nothing>
  );
  return (
    <Page
      title={say(entity.plural)}
      actions={
        grant.create && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => void navigate({ to: '/a/$app/$entity/new', params: { app: inApp.key, entity: entity.key } })}
          >
            {t('list.new', { entity: say(entity.name) })}
          </Button>
        )
      }
      views={
        <ViewSwitch
          label={t('list.views')}
          value={view?.key ?? ''}
          onChange={(next) => set({ view: next, sort: undefined, columns: undefined })}
          items={views.map((each) => ({ key: each.key, label: say(each.name) }))}
          extra={
            view?.own ? (
              <Button type="text" icon={<DeleteOutlined />} aria-label={t('view.remove')} onClick={() => removeView(view.own as string)} />
            ) : null
          }
        />
      }
    >
      <Toolbar>
        <Input.Search
          allowClear
          defaultValue={search.q}
          placeholder={t('list.search')}
          aria-label={t('list.search')}
          className={look.search}
          onSearch={(q) => set({ q: q || undefined })}
        />
        <Button icon={<FilterOutlined />} onClick={() => setFiltering(true)}>
          {t('list.filter')}
        </Button>
        <Popover
          trigger="click"
          placement="bottomLeft"
          content={
            <Checkbox.Group
              className={`${look.stack} ${look.scroll}`}
              value={[...columns]}
              onChange={(chosen) =>
                set({
                  columns:
                    [...columns.filter((name) => chosen.includes(name)), ...chosen.filter((name) => !columns.includes(name))].join() ||
                    undefined,
                })
              }
              options={fields.map((field) => ({ value: field.key, label: say(field.name) }))}
            />
          }
        >
          <Button icon={<TableOutlined />}>{t('list.columns')}</Button>
        </Popover>
        <Button icon={<SaveOutlined />} onClick={() => setSaving(true)}>
          {t('list.saveView')}
        </Button>
        <Checkbox checked={search.deleted === true} onChange={(event) => set({ deleted: event.target.checked || undefined })}>
          {t('list.deleted')}
        </Checkbox>
        {appliesKnown && (
          <Tag.CheckableTag
            checked={hasLine(extra, APPLIES_ONLY)}
            icon={<NodeIndexOutlined />}
            onChange={() => set({ filter: asText(toggleLine(extra, APPLIES_ONLY)) })}
          >
            {t('list.applies')}
          </Tag.CheckableTag>
        )}
        {words.map((word, i) => (
          <Tag
            key={word}
            className={look.sentence}
            closable={{ 'aria-label': t('filter.remove') }}
            onClose={() => set({ filter: asText(withoutLine(extra, i)) })}
          >
            {word}
          </Tag>
        ))}
      </Toolbar>
      <BulkBar
        open={selected.length > 0}
        entity={entity}
        records={records.filter(({ id }) => selected.includes(id))}
        onClear={() => setSelected([])}
      />
      {list.error ? (
        <Result
          status="warning"
          title={list.error.message}
          extra={<Button onClick={() => set({ filter: undefined, sort: undefined, columns: undefined })}>{t('list.reset')}</Button>}
        />
      ) : list.isPending ? (
        <Skeleton active paragraph={{ rows: 12 }} />
      ) : wide ? (
        <RecordTable
          app={inApp.app}
          entity={entity}
          columns={columns}
          records={records}
          loading={list.isFetching && !list.isFetchingNextPage}
          sort={sort}
          emptyText={emptyText}
          onSort={(next) => set({ sort: next })}
          onOpen={(record) => set({ record: record.id })}
          selected={selected}
          onSelect={selecting ? setSelected : undefined}
        />
      ) : (
        <RecordCards
          app={inApp.app}
          entity={entity}
          columns={columns}
          records={records}
          emptyText={emptyText}
          onOpen={(record) => set({ record: record.id })}
          selected={selected}
          onSelect={selecting ? setSelected : undefined}
        />
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
      <FilterDrawer
        open={filtering}
        fields={asked}
        rule={extra}
        currency={inApp.app.currency}
        nameOf={nameOf}
        onClose={() => setFiltering(false)}
        onApply={(rule) => set({ filter: asText(rule) })}
      />
      <SaveViewDialog
        open={saving}
        entity={entity}
        columns={columns}
        sort={sort}
        filter={filter}
        onClose={() => setSaving(false)}
        onSaved={(id) => set({ view: id, filter: undefined, columns: undefined, sort: undefined })}
      />
      <RecordPanel entity={entity} id={search.record} deleted={search.deleted === true} onClose={() => set({ record: undefined })} />
    </Page>
  );
}
