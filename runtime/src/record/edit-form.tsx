import type { Entity, RecordJson } from '@pipewright/definition';
import { type FormValues, RecordForm, SaveBar, useText } from '@pipewright/ui';
import { Button } from 'antd';
import { AskDialog } from '../act/ask-dialog.tsx';
import { useApp, useSurroundings } from '../data/app-context.ts';
import { grantFor } from '../data/reach.ts';
import { ConflictDialog } from './conflict.tsx';
import type { RecordEdit } from './use-record-edit.ts';

/** The form of a record under edit. */
export function EditForm({ entity, edit, onCancel }: { entity: Entity; edit: RecordEdit; onCancel: () => void }) {
  const inApp = useApp();
  const surroundings = useSurroundings();
  const { t } = useText();
  const { draft } = edit;
  if (!draft) return null;
  const form = (
    <RecordForm
      app={inApp.app}
      entity={entity}
      id={edit.place}
      values={draft.values}
      before={draft.base as unknown as FormValues}
      names={draft.names}
      readonlyFields={grantFor(inApp, entity.key).readonly}
      faults={edit.faults}
      surroundings={surroundings}
      onChange={edit.type}
      onSubmit={edit.submit}
      onRefuse={edit.refuse}
    >
      <SaveBar>
        <Button type="primary" htmlType="submit" loading={edit.busy}>
          {t('action.save')}
        </Button>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
      </SaveBar>
    </RecordForm>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the inputs inside
    <div
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // The panel around it stays.
        event.stopPropagation();
        onCancel();
      }}
    >
      {form}
    </div>
  );
}

/** What stands between a change and its being saved: that somebody else was first, or that it takes the record to another pipeline. */
export function EditQuestions({ entity, record, edit }: { entity: Entity; record: RecordJson; edit: RecordEdit }) {
  const { app } = useApp();
  const { t, mid } = useText();
  const { conflict, announced, draft } = edit;
  return (
    <>
      <ConflictDialog
        entity={entity}
        app={app}
        conflict={conflict}
        label={mid(entity.name)}
        onCancel={edit.back}
        onMerge={(values, version) => void edit.send(values, version)}
      />
      {announced && (
        <AskDialog
          entity={entity}
          record={{ ...record, ...announced.values, $names: { ...record.$names, ...draft?.names } }}
          title={t('ask.announce', { name: String(record[entity.title] ?? '–') })}
          ok={t('ask.move')}
          cancel={t('ask.back')}
          refusal={announced.refusal}
          send={({ values, pipeline, stage }) => edit.sendAgreed({ ...announced.values, ...values }, announced.version, pipeline, stage)}
          onDone={edit.back}
          onCancel={edit.back}
        />
      )}
    </>
  );
}
