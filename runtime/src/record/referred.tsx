import { Refused } from '@pipewright/client';
import { type Entity, type Field, type RecordJson, readsEntity, targetOf } from '@pipewright/definition';
import { look, RecordView, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Collapse, Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useApp, useSurroundings } from '../data/app-context.ts';
import { grantFor, mayChange } from '../data/reach.ts';
import { EditForm, EditQuestions } from './edit-form.tsx';
import { inPlaceOf } from './in-place.ts';
import * as css from './record-detail.module.css';
import { useLeave } from './use-leave.ts';
import { useRecord } from './use-record.ts';
import { useRecordEdit } from './use-record-edit.ts';

interface Referred {
  readonly field: Field;
  readonly target: Entity;
  readonly id: string;
}

const keptAt = (entity: Entity) => `pipewright.referred.${entity.key}`;
const kept = (entity: Entity) => (localStorage.getItem(keptAt(entity)) ?? '').split(',').filter(Boolean);

/** The records that this one refers to, each to be read and edited here: what is learnt of a customer in a deal is kept with the customer. */
export function ReferredRecords({ entity, record }: { entity: Entity; record: RecordJson }) {
  const { app, role, key } = useApp();
  const { t, say, mid } = useText();
  const [open, setOpen] = useState<readonly string[]>(() => kept(entity));
  const referred = entity.fields.flatMap((field): Referred[] => {
    const target = targetOf(app, field);
    const id = record[field.key];
    return target && !field.retired && readsEntity(role, target) && typeof id === 'string' && record.$names?.[field.key]
      ? [{ field, target, id }]
      : [];
  });
  if (referred.length === 0) return null;
  const choose = (keys: string[]) => {
    localStorage.setItem(keptAt(entity), keys.join());
    setOpen(keys);
  };
  return (
    <Collapse
      ghost
      destroyOnHidden
      className={css.referred ?? ''}
      activeKey={[...open]}
      onChange={choose}
      // The link beside a heading is no part of what unfolds it.
      collapsible="header"
      items={referred.map(({ field, target, id }) => ({
        key: field.key,
        label: (
          <span>
            {say(field.name)} <strong>{record.$names?.[field.key]}</strong>
          </span>
        ),
        extra: (
          <Link to="/a/$app/$entity/$id" params={{ app: key, entity: target.key, id }}>
            {t('record.openReferred', { entity: mid(target.name) })}
          </Link>
        ),
        children: <ReferredRecord key={id} entity={target} id={id} place={field.key} from={{ entity: entity.key, id: record.id }} />,
      }))}
    />
  );
}

/** One of them, with what its own entity, permissions and rules say of it. */
function ReferredRecord({
  entity,
  id,
  place,
  from,
}: {
  entity: Entity;
  id: string;
  place: string;
  from: { readonly entity: string; readonly id: string };
}) {
  const inApp = useApp();
  const surroundings = useSurroundings();
  const queries = useQueryClient();
  const { t } = useText();
  const found = useRecord(entity, id, false, true);
  const edit = useRecordEdit(entity, id, place);
  const mayLeave = useLeave(edit.dirty);
  const record = found.data;
  const known = useRef(record?.version);
  useEffect(() => {
    // What the other record shows and is judged by of this one has changed with it.
    if (known.current !== undefined && known.current !== record?.version)
      void queries.invalidateQueries({ queryKey: ['records', inApp.key, from.entity, 'one', from.id] });
    known.current = record?.version;
  }, [record?.version, queries, inApp.key, from.entity, from.id]);
  if (found.error instanceof Refused) return <p className={look.quiet}>{t('value.outOfSight')}</p>;
  if (!record) return <Skeleton active />;
  const { readonly } = grantFor(inApp, entity.key);
  return (
    <>
      {edit.draft && edit.draft.field === undefined ? (
        <EditForm entity={entity} edit={edit} onCancel={() => void mayLeave().then((free) => free && edit.giveUp())} />
      ) : (
        <RecordView
          app={inApp.app}
          entity={entity}
          record={record}
          surroundings={surroundings}
          readonlyFields={readonly}
          inPlace={inPlaceOf(edit)}
          onEdit={mayChange(inApp, entity, record) ? (field) => edit.beginAt(record, field) : undefined}
        />
      )}
      <EditQuestions entity={entity} record={record} edit={edit} />
    </>
  );
}
