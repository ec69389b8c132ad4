import { PlusOutlined } from '@ant-design/icons';
import type { Entity, RecordJson } from '@pipewright/definition';
import { later, laterOpened, Page, Part, Result, useText } from '@pipewright/ui';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useApp, useEntity } from '../data/app-context.ts';
import { asText, POOL } from '../data/list-ask.ts';
import { grantFor } from '../data/reach.ts';
import { RecordPanel } from '../record/record-panel.tsx';
import { FilterDrawer } from './filter-drawer.tsx';
import { ListRecords } from './list-records.tsx';
import { ListToolbar } from './list-toolbar.tsx';
import { ListViews } from './list-views.tsx';
import { useList } from './use-list.ts';

const SaveViewDialog = laterOpened(() => import('./save-view.tsx').then((module) => module.SaveViewDialog));

// Most lists are not that of the pool.
const PoolPart = later(() => import('./pool-part.tsx').then((module) => module.PoolPart));
const NO_NOTES: ReadonlyMap<string, string> = new Map();

// Most lists are only read.
const BulkBar = laterOpened(() => import('./bulk-bar.tsx').then((module) => module.BulkBar));

/** A list of records: saved views as tabs, search, filter, columns; a record opens beside it. */
export function ListPage() {
  const { app: key, entity: entityKey } = useParams({ from: '/a/$app/$entity' });
  const entity = useEntity(entityKey);
  const { t } = useText();
  return entity ? <EntityList key={`${key}/${entityKey}`} entity={entity} /> : <Result status="404" title={t('list.unknown')} />;
}

function EntityList({ entity }: { entity: Entity }) {
  const inApp = useApp();
  const { t, say, mid } = useText();
  const [filtering, setFiltering] = useState(false);
  const [saving, setSaving] = useState(false);
  const [marked, setMarked] = useState<readonly string[]>([]);
  const [whole, setWhole] = useState<string>();
  const shown = useList(entity);
  const { search, group, columns, sort, filter, extra, filterFields, nameOf, set } = shown;
  const [notes, setNotes] = useState(NO_NOTES);
  const [inGroups, setInGroups] = useState<readonly RecordJson[]>([]);
  const records = group ? inGroups : shown.records;
  const isPool = shown.view?.key === POOL && !search.deleted;
  // All are meant until the list asks for something else, or one is taken out.
  const asked = JSON.stringify([shown.ask.filter, shown.ask.search]);
  const mark = (ids: readonly string[]) => {
    setMarked(ids);
    setWhole(undefined);
  };
  // What was marked and is no longer in sight is not meant.
  const selected = records.filter(({ id }) => marked.includes(id));
  return (
    <Page
      title={say(entity.plural)}
      actions={
        grantFor(inApp, entity.key).create && (
          <Button type="primary" icon={<PlusOutlined />} onClick={shown.create}>
            {t('list.new', { entity: mid(entity.name) })}
          </Button>
        )
      }
      views={<ListViews shown={shown} />}
    >
      {isPool && (
        <Part>
          <PoolPart entity={entity} records={records} onNotes={setNotes} />
        </Part>
      )}
      <ListToolbar shown={shown} onFilter={() => setFiltering(true)} onSave={() => setSaving(true)} />
      <BulkBar
        open={selected.length > 0}
        entity={entity}
        records={selected}
        ask={shown.ask}
        columns={columns}
        group={group}
        count={shown.totals.count}
        whole={whole === asked}
        onWhole={() => setWhole(asked)}
        onClear={() => mark([])}
      />
      <ListRecords
        shown={shown}
        selected={selected.map(({ id }) => id)}
        onSelect={mark}
        onRecords={setInGroups}
        notes={isPool ? notes : undefined}
      />
      <FilterDrawer
        open={filtering}
        fields={filterFields}
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
        group={group?.key}
        current={shown.view?.kept?.mine ? shown.view.kept : undefined}
        onClose={() => setSaving(false)}
        onSaved={(id) => set({ view: id, filter: undefined, columns: undefined, sort: undefined, group: undefined })}
      />
      <RecordPanel
        entity={entity}
        id={search.record}
        ids={records.map(({ id }) => id)}
        deleted={search.deleted === true}
        onGo={(id) => set({ record: id })}
        onClose={() => set({ record: undefined })}
      />
    </Page>
  );
}
