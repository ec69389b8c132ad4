import { type Entity, type Field, grantOf, hasTrait, type RecordJson, readableFields } from '@pipewright/definition';
import { FileBox, useText } from '@pipewright/ui';
import { App as AntApp } from 'antd';
import { useApp } from '../data/app-context.ts';
import { Shelf } from '../data/shelf.tsx';
import * as css from './record-files.module.css';
import { filesIn, useFileChanges } from './use-file-changes.ts';

/** The fields of an entity that hold files, as far as a person may know them. */
export function useFileFields(entity: Entity): Field[] {
  const { app, role } = useApp();
  return readableFields(app, entity, role).filter((field) => hasTrait(field, 'files'));
}

/** All files of a record, by the fields they stand in; each change is saved at once. */
export function RecordFiles({ entity, record, mayEdit }: { entity: Entity; record: RecordJson; mayEdit: boolean }) {
  const { role } = useApp();
  const { t, say } = useText();
  const { modal } = AntApp.useApp();
  const change = useFileChanges(entity, record);
  const fields = useFileFields(entity);
  const locked = new Set(grantOf(role, entity.key).readonly);
  const isShown = (field: Field) => !mayEdit || locked.has(field.key);
  const first = fields.find((field) => !isShown(field));
  return (
    <Shelf entity={entity}>
      {fields.map((field) => (
        <section key={field.key} className={css.field} aria-label={say(field.name)}>
          {fields.length > 1 && <h4>{say(field.name)}</h4>}
          <FileBox
            field={field}
            ids={filesIn(record, field)}
            label={say(field.name)}
            shown={isShown(field)}
            pastes={field === first}
            onAdd={(file) => change(field, (ids) => [...ids, file.id])}
            onRemove={(file) =>
              void modal.confirm({
                title: t('files.removeAsk', { name: file.name }),
                okText: t('action.delete'),
                okButtonProps: { danger: true },
                cancelText: t('action.cancel'),
                onOk: () => change(field, (ids) => ids.filter((id) => id !== file.id)),
              })
            }
          />
        </section>
      ))}
    </Shelf>
  );
}

/** The tab with the files of a record; none where its entity has no fields for files. */
export function useFilesTab(entity: Entity, record: RecordJson | undefined, mayEdit: boolean) {
  const { t } = useText();
  const fields = useFileFields(entity);
  if (fields.length === 0 || !record) return [];
  const count = fields.reduce((sum, field) => sum + filesIn(record, field).length, 0);
  const label = count > 0 ? t('files.tabCount', { count }) : t('files.tab');
  return [{ key: '$files', label, children: <RecordFiles entity={entity} record={record} mayEdit={mayEdit} /> }];
}
