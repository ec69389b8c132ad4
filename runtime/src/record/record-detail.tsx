import { call, Refused } from '@pipewright/client';
import type { Entity } from '@pipewright/definition';
import { later, Part, RecordTimeline, RecordView, Result, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { Button, Col, Row, Skeleton, Tabs } from 'antd';
import { type RefObject, useEffect } from 'react';
import { actsOn } from '../act/standing.ts';
import { useApp, useSurroundings } from '../data/app-context.ts';
import { historyQuery, recordQuery } from '../data/queries.ts';
import { grantFor, namedFields } from '../data/reach.ts';
import { useDiscardQuestion } from './discard.ts';
import { EditForm, EditQuestions } from './edit-form.tsx';
import { RecordActions } from './record-actions.tsx';
import * as css from './record-detail.module.css';
import { RecordHead } from './record-head.tsx';
import { RelatedLists } from './related.tsx';
import { useRecordEdit } from './use-record-edit.ts';
import { useRemoval } from './use-removal.tsx';

// The people of a record are not what one comes for.
const RecordTeam = later(() => import('./team/team.tsx').then((module) => module.RecordTeam));

/** A record: header, stage path, values to read or to edit, its time line and what refers to it. */
export function RecordDetail({
  entity,
  id,
  deleted,
  leave,
  onGone,
}: {
  entity: Entity;
  id: string;
  deleted: boolean;
  leave: RefObject<() => Promise<boolean>>;
  onGone: () => void;
}) {
  const inApp = useApp();
  const surroundings = useSurroundings();
  const { t } = useText();
  const mayDiscard = useDiscardQuestion();
  const { going, remove, restore } = useRemoval(entity, id, onGone);
  const found = useRecord(entity, id, deleted, !going);
  const history = useQuery({ ...historyQuery(inApp.key, entity.key, id), enabled: !deleted && !going });
  const edit = useRecordEdit(entity, id);
  const record = found.data;
  const mayLeave = async () => !edit.dirty || mayDiscard();
  useEffect(() => {
    leave.current = mayLeave;
  });
  useBlocker({
    shouldBlockFn: async ({ current, next }) => (current.pathname !== next.pathname ? !(await mayLeave()) : false),
    enableBeforeUnload: () => edit.dirty,
  });
  if (found.error instanceof Refused)
    return <Result status="404" title={found.error.message} extra={<Button onClick={onGone}>{t('action.back')}</Button>} />;
  if (!record) return <Skeleton active paragraph={{ rows: 10 }} />;
  const grant = grantFor(inApp, entity.key);
  const mayEdit = grant.update !== 'none' && !deleted;
  const mayDelete = grant.delete !== 'none';
  const acts = deleted ? [] : actsOn(entity, inApp.role, record);
  return (
    <div>
      <RecordHead
        entity={entity}
        record={record}
        acts={acts}
        actions={(onAct) => (
          <RecordActions
            acts={acts}
            onAct={onAct}
            onEdit={mayEdit && !edit.draft ? () => edit.begin(record) : undefined}
            onDelete={mayDelete && !deleted ? () => void remove(record.version) : undefined}
            onRestore={mayDelete && deleted ? () => void restore(record.version).then(onGone) : undefined}
          />
        )}
      />
      <Row gutter={24} className={css.sides}>
        <Col xs={24} lg={16}>
          {edit.draft ? (
            <EditForm entity={entity} edit={edit} onCancel={() => void mayLeave().then((free) => free && edit.giveUp())} />
          ) : (
            <RecordView
              app={inApp.app}
              entity={entity}
              record={record}
              surroundings={surroundings}
              onEdit={mayEdit ? (field) => edit.begin(record, field) : undefined}
            />
          )}
        </Col>
        <Col xs={24} lg={8}>
          {!deleted && (
            <Part>
              <RecordTeam entity={entity} record={record} />
            </Part>
          )}
          <h3 className={css.story}>{t('record.timeline')}</h3>
          {history.data && (
            <RecordTimeline app={inApp.app} entity={entity} entries={history.data.entries} formerStages={inApp.formerStages} />
          )}
        </Col>
      </Row>
      <RelatedLists entity={entity} id={id} render={(items) => items.length > 0 && <Tabs items={items} />} />
      <EditQuestions entity={entity} record={record} edit={edit} />
    </div>
  );
}

/** The record, also one in the recycle bin. */
function useRecord(entity: Entity, id: string, deleted: boolean, enabled: boolean) {
  const inApp = useApp();
  const expand = namedFields(inApp, entity);
  return useQuery({
    ...recordQuery(inApp.key, entity.key, id, expand),
    enabled,
    ...(deleted
      ? {
          queryKey: ['records', inApp.key, entity.key, 'gone', id],
          queryFn: () => call('readRecord', { app: inApp.key, entity: entity.key, id, query: { deleted: true, expand: expand.join() } }),
        }
      : {}),
  });
}
