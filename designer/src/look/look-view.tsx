import {
  type App,
  appFor,
  type Entity,
  entityOf,
  fieldsOf,
  grantOf,
  type RecordJson,
  type Role,
  statusNames,
} from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { dayIn, prepare } from '@pipewright/process';
import { type FormValues, look, Panel, RecordForm, RecordView, StageGuide, StageRow, useDesignText, WayList } from '@pipewright/ui';
import { Alert } from 'antd';
import { useMemo, useState } from 'react';
import { StageWork } from './stage-work.tsx';

/** An entity of the draft as a role may know it, with a record in it. */
export function LookView({
  app,
  entity: drawn,
  role,
  who,
  record: found,
  place,
  surroundings: known,
}: {
  app: App;
  entity: Entity;
  role: Role;
  /** Whose eyes these are. */
  who: string;
  /** The record as that person sees it, null where that person does not; undefined for an empty one. */
  record: RecordJson | null | undefined;
  /** Where an empty record stands. */
  place: { readonly pipeline: string; readonly stage: string } | undefined;
  surroundings: Facts;
}) {
  const { t, say } = useDesignText();
  const seen = useMemo(() => appFor(app, role), [app, role]);
  const entity = entityOf(seen, drawn.key);
  if (!entity) return <Alert type="info" title={t('design.lookNothing', { who, entity: say(drawn.name) })} />;
  if (found === null) return <Alert type="info" title={t('design.lookNoRecord', { who })} />;
  const now = new Date().toISOString();
  const surroundings: Facts = { ...known, today: dayIn(app.timeZone, now), now };
  const empty = Object.fromEntries(fieldsOf(entity).map(({ key }) => [key, null]));
  const record: RecordJson = found ? knownOf(entity, found) : { ...empty, ...place, status: 'open', id: '', version: 0 };
  const full = prepare(app, drawn);
  return (
    <>
      <p>{mayWords(t, who, role, drawn, found)}</p>
      {entity.process && (
        <Standing
          entity={entity}
          app={seen}
          record={record}
          surroundings={surroundings}
          hidden={hiddenCriteria(full, entity, seen, record)}
        />
      )}
      <Panel className={look.preview}>
        <Fields app={seen} entity={entity} record={record} isNew={!found} role={role} surroundings={surroundings} />
      </Panel>
    </>
  );
}

type T = ReturnType<typeof useDesignText>['t'];

/** What a person may do with the record, in words. */
function mayWords(t: T, who: string, role: Role, { key }: Entity, record: RecordJson | undefined): string {
  const { create, update } = grantOf(role, key);
  const changes = record ? record.$may?.update !== false && update !== 'none' : update !== 'none';
  const acts = [
    ...(!record && create ? [t('design.lookCreate')] : []),
    ...(changes ? [t(record ? 'design.lookUpdate' : 'design.lookUpdateAny')] : []),
  ];
  return acts.length > 0 ? t('design.lookMay', { who, acts: acts.join(t('publish.comma')) }) : t('design.lookMayNot', { who });
}

/** The record with what the entity has for this role: what is hidden in the draft is not shown, whatever is published. */
function knownOf(entity: Entity, record: RecordJson): RecordJson {
  const names = new Set(fieldsOf(entity).map(({ key }) => key));
  const kept = Object.entries(record).filter(
    ([key]) => key === 'id' || key === 'version' || key === '$names' || key === '$far' || names.has(key),
  );
  return Object.fromEntries(kept) as RecordJson;
}

/** How many criteria of leaving the record's stage the role may not know. */
function hiddenCriteria(full: ReturnType<typeof prepare>, entity: Entity, seen: App, record: RecordJson): number {
  const count = (prepared: typeof full) =>
    prepared.pipelines.find(({ pipeline }) => pipeline.key === record.pipeline)?.stages.find(({ stage }) => stage.key === record.stage)
      ?.exit.length ?? 0;
  return Math.max(0, count(full) - count(prepare(seen, entity)));
}

function Standing({
  app,
  entity,
  record,
  surroundings,
  hidden,
}: {
  app: App;
  entity: Entity;
  record: RecordJson;
  surroundings: Facts;
  hidden: number;
}) {
  const { t, say } = useDesignText();
  const prepared = useMemo(() => prepare(app, entity), [app, entity]);
  const pipeline = entity.process?.pipelines.find(({ key }) => key === record.pipeline);
  const stage = pipeline?.stages.find(({ key }) => key === record.stage);
  if (!pipeline || !stage) return null;
  const ends = (['won', 'lost'] as const).map((kind) => ({ kind, key: kind, name: say(statusNames[kind]), color: 'green' as const }));
  return (
    <Panel title={`${say(pipeline.name)} › ${say(stage.name)}`} className={look.note}>
      <StageRow pipeline={pipeline} />
      <StageGuide stage={stage} />
      <StageWork entity={entity} stage={stage} />
      <h3 className={look.subtitle}>{t('design.lookMoves')}</h3>
      <WayList
        entity={entity}
        prepared={prepared}
        record={record}
        surroundings={surroundings}
        targets={[...pipeline.stages.map(({ key, name, color }) => ({ kind: 'stage' as const, key, name: say(name), color })), ...ends]}
        free={t('design.lookFree')}
      />
      {hidden > 0 && <p className={look.quiet}>{t('design.lookHidden', { count: hidden })}</p>}
    </Panel>
  );
}

function Fields({
  app,
  entity,
  record,
  isNew,
  role,
  surroundings,
}: {
  app: App;
  entity: Entity;
  record: RecordJson;
  isNew: boolean;
  role: Role;
  surroundings: Facts;
}) {
  const { id: _, version: __, $names, $far: ___, ...before } = record;
  const [values, setValues] = useState<FormValues>({});
  const [began] = useState(surroundings);
  const { create, update, readonly } = grantOf(role, entity.key);
  const writes = isNew ? create || update !== 'none' : update !== 'none';
  if (!writes) return <RecordView app={app} entity={entity} record={record} surroundings={began} readonlyFields={readonly} />;
  return (
    <RecordForm
      app={app}
      entity={entity}
      id="look"
      values={{ ...(before as FormValues), ...values }}
      before={before as FormValues}
      names={namesOf($names)}
      readonlyFields={readonly}
      faults={[]}
      surroundings={began}
      onChange={setValues}
      onSubmit={() => undefined}
      onRefuse={() => undefined}
    />
  );
}

function namesOf(names: RecordJson['$names'] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(names).flatMap(([key, name]) => (name === null ? [] : [[key, name]])));
}
