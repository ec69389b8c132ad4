import { Refused } from '@pipewright/client';
import { type Entity, isOpen, originOf } from '@pipewright/definition';
import { later, Part, RecordView, Result, useText } from '@pipewright/ui';
import { Button, Skeleton, Tabs, type TabsProps } from 'antd';
import { actsOn } from '../act/standing.ts';
import { useApp, useSurroundings } from '../data/app-context.ts';
import { grantFor, isTakenBack, mayChange, mayRemove } from '../data/reach.ts';
import { Shelf } from '../data/shelf.tsx';
import { EditForm, EditQuestions } from './edit-form.tsx';
import { focusWhenThere } from './focus.ts';
import { inPlaceOf } from './in-place.ts';
import { useMapTabs } from './map/use-map-tabs.tsx';
import { RecordActions } from './record-actions.tsx';
import * as css from './record-detail.module.css';
import { useFilesTab } from './record-files.tsx';
import { RecordHead } from './record-head.tsx';
import { ReferredRecords } from './referred.tsx';
import { RelatedLists } from './related.tsx';
import { useLeave } from './use-leave.ts';
import { usePress } from './use-press.ts';
import { useRecord } from './use-record.ts';
import { useRecordEdit } from './use-record-edit.ts';
import { useRemoval } from './use-removal.tsx';

const RecordLine = later(() => import('../line/record-line.tsx').then((module) => module.RecordLine));
const ConvertButton = later(() => import('./convert/convert-button.tsx').then((module) => module.ConvertButton));
const PoolBanner = later(() => import('./pool/pool-banner.tsx').then((module) => module.PoolBanner));
const RecordExceptions = later(() => import('../except/record-exceptions.tsx').then((module) => module.RecordExceptions));
const RecordApproval = later(() => import('../approvals/record-approval.tsx').then((module) => module.RecordApproval));
const OriginTrail = later(() => import('./origin-trail.tsx').then((module) => module.OriginTrail));
// The people of a record are not what one comes for.
const RecordTeam = later(() => import('./team/team.tsx').then((module) => module.RecordTeam));

/** A record: header, stage path, values to read or to edit, its time line and what is related to it. */
export function RecordDetail({
  entity,
  id,
  deleted,
  main = false,
  onGone,
}: {
  entity: Entity;
  id: string;
  deleted: boolean;
  /** True where the record is what the page is about. */
  main?: boolean;
  onGone: () => void;
}) {
  const inApp = useApp();
  const surroundings = useSurroundings();
  const { t } = useText();
  const { going, remove, restore } = useRemoval(entity, id, onGone);
  const found = useRecord(entity, id, deleted, !going);
  const edit = useRecordEdit(entity, id);
  const { buttons, press } = usePress(entity, id);
  const record = found.data;
  const mayEdit = record !== undefined && !deleted && mayChange(inApp, entity, record);
  const mayLeave = useLeave(edit.dirty && !going);
  const files = useFilesTab(entity, record, mayEdit && !edit.draft);
  const maps = useMapTabs(entity, record);
  if (found.error instanceof Refused)
    return <Result status="404" title={found.error.message} extra={<Button onClick={onGone}>{t('action.back')}</Button>} />;
  if (!record) return <Skeleton active paragraph={{ rows: 10 }} />;
  const grant = grantFor(inApp, entity.key);
  const mayDelete = mayRemove(inApp, entity, record);
  const whole = edit.draft !== undefined && edit.draft.field === undefined;
  const acts = !mayEdit ? [] : actsOn(entity, inApp.role, record);
  const editAt = (field: string) => (whole ? focusWhenThere(`edit_${field}`) : edit.beginAt(record, field));
  return (
    <div className={css.detail}>
      <RecordHead
        entity={entity}
        record={record}
        main={main}
        acts={acts}
        still={edit.dirty}
        onField={mayEdit ? editAt : undefined}
        first={
          !deleted &&
          !going &&
          inApp.approves?.includes(entity.key) && (
            <Part>
              <RecordApproval entity={entity} record={record} />
            </Part>
          )
        }
        actions={(onAct) => (
          <RecordActions
            acts={acts}
            buttons={deleted ? [] : buttons}
            onAct={onAct}
            onPress={(automation) => void press(automation)}
            onEdit={mayEdit && !whole ? () => edit.begin(record) : undefined}
            onDelete={mayDelete && !deleted ? () => void remove(record.version) : undefined}
            onRestore={mayDelete && deleted ? () => void restore(record.version).then(onGone) : undefined}
          >
            {mayEdit && entity.conversion && (
              <Part>
                <ConvertButton entity={entity} conversion={entity.conversion} record={record} disabled={edit.dirty} />
              </Part>
            )}
          </RecordActions>
        )}
      />
      {!deleted && !going && originOf(inApp.app, entity, record) && (
        <Part>
          <OriginTrail entity={entity} record={record} />
        </Part>
      )}
      {!deleted && !going && isOpen(record.status) && isTakenBack(inApp, entity) && (
        <Part>
          <PoolBanner entity={entity} record={record} />
        </Part>
      )}
      {!deleted && !going && isOpen(record.status) && entity.process?.exceptions && (
        <Part>
          <RecordExceptions entity={entity} record={record} />
        </Part>
      )}
      <div className={css.sides}>
        <div>
          <Shelf entity={entity}>
            {whole ? (
              <EditForm entity={entity} edit={edit} onCancel={() => void mayLeave().then((free) => free && edit.giveUp())} />
            ) : (
              <RecordView
                app={inApp.app}
                entity={entity}
                record={record}
                surroundings={surroundings}
                readonlyFields={grant.readonly}
                inPlace={inPlaceOf(edit)}
                onEdit={mayEdit ? editAt : undefined}
              />
            )}
          </Shelf>
          <ReferredRecords entity={entity} record={record} />
        </div>
        <div>
          {!deleted && !going && (
            <Part>
              <RecordTeam entity={entity} record={record} />
            </Part>
          )}
          <Part waiting={<Skeleton active title={false} paragraph={{ rows: 4 }} />}>
            <RecordLine entity={entity} id={id} enabled={!deleted && !going} mayChange={mayEdit} />
          </Part>
        </div>
      </div>
      <RelatedLists
        entity={entity}
        record={record}
        makes={!deleted && !going}
        render={(items) => <RecordTabs items={[...files, ...items.slice(0, 1), ...maps, ...items.slice(1)]} />}
      />
      <EditQuestions entity={entity} record={record} edit={edit} />
    </div>
  );
}

/** What belongs to a record besides its values, where there is anything. */
const RecordTabs = ({ items }: Required<Pick<TabsProps, 'items'>>) => items.length > 0 && <Tabs className={css.tabs ?? ''} items={items} />;
