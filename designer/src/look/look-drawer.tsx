import { type App, type Entity, readApp } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Alert, Drawer, Select } from 'antd';
import { useMemo, useState } from 'react';
import { Property } from '../kit/property.tsx';
import * as css from './look-view.module.css';
import { LookView } from './look-view.tsx';
import { NO_RECORD, RecordChoice } from './record-choice.tsx';
import { useLooked, useMembers } from './use-look.ts';

const NOTHING = '';

/** The draft as a person or a role would see it: an empty record in a stage, or one that is there. Nothing is saved. */
export function LookDrawer({
  open,
  app,
  base,
  entity,
  onClose,
}: {
  open: boolean;
  app: App;
  base: App;
  entity: Entity;
  onClose: () => void;
}) {
  const { t } = useDesignText();
  return (
    <Drawer open={open} title={t('design.look')} size="min(820px, 100vw)" onClose={onClose} destroyOnHidden>
      <Look app={app} entity={entity} stored={base.entities.some(({ key, retired }) => key === entity.key && !retired)} />
    </Drawer>
  );
}

function Look({ app, entity, stored }: { app: App; entity: Entity; stored: boolean }) {
  const { t, say } = useDesignText();
  const members = useMembers();
  const first = app.roles.find(({ admin }) => !admin) ?? app.roles[0];
  const [roleKey, setRole] = useState(first?.key ?? '');
  const [person, setPerson] = useState(NOTHING);
  const [record, setRecord] = useState(NO_RECORD);
  const [place, setPlace] = useState(NOTHING);
  const faulty = useMemo(() => 'issues' in readApp(app), [app]);
  const member = members.find(({ id }) => id === person);
  const looked = useLooked(entity.key, stored && record ? record : undefined, member?.id);
  const role = app.roles.find(({ key }) => key === (member?.role ?? roleKey));
  const places = (entity.process?.pipelines ?? []).flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({ value: `${pipeline.key}/${stage.key}`, label: `${say(pipeline.name)} › ${say(stage.name)}` })),
  );
  const chosen = (value: string) => (places.some((each) => each.value === value) ? value : places[0]?.value);
  const [pipeline, stage] = (chosen(place) ?? '').split('/');
  if (faulty) return <Alert type="warning" title={t('design.faults')} />;
  return (
    <>
      <p className={look.quiet}>{t('design.lookDraft')}</p>
      <div className={css.choices}>
        <Property label={t('design.lookPerson')} htmlFor="look_person">
          <Select
            id="look_person"
            className={look.wide}
            showSearch={{ optionFilterProp: 'label' }}
            value={person}
            options={[{ value: NOTHING, label: t('design.lookAtAll') }, ...members.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={setPerson}
          />
        </Property>
        <Property label={t('design.lookRole')} htmlFor="look_role">
          <Select
            id="look_role"
            className={look.wide}
            disabled={member !== undefined}
            value={role?.key ?? null}
            options={app.roles.map(({ key, name }) => ({ value: key, label: say(name) }))}
            onChange={setRole}
          />
        </Property>
        {stored && <RecordChoice id="look_record" none={t('design.lookRecordEmpty')} entity={entity} value={record} onChange={setRecord} />}
        {!record && places.length > 0 && (
          <Property label={t('design.lookStage')} htmlFor="look_stage">
            <Select
              id="look_stage"
              className={look.wide}
              value={chosen(place) ?? null}
              options={places}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={setPlace}
            />
          </Property>
        )}
      </div>
      {!member && record && <Alert type="info" title={t('design.lookRoleRows')} className={look.note} />}
      {role && (!record || looked) && (
        <LookView
          key={`${role.key} ${person} ${record} ${chosen(place)}`}
          app={app}
          entity={entity}
          role={role}
          who={member?.name ?? say(role.name)}
          record={record ? (looked?.record ?? null) : undefined}
          place={pipeline && stage ? { pipeline, stage } : undefined}
          surroundings={{ ...(member ? { 'user.id': member.id } : {}), ...looked?.surroundings }}
        />
      )}
    </>
  );
}
