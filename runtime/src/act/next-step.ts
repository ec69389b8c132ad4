import {
  type Entity,
  type Field,
  fieldOf,
  grantOf,
  isOpen,
  type RecordJson,
  type Role,
  type Stage,
  writableFields,
} from '@pipewright/definition';

/** True where a person may write a field of an entity, or, of those the product keeps itself, change where a record stands. */
export function mayWrite(entity: Entity, role: Role, key: string): boolean {
  const { update, readonly } = grantOf(role, entity.key);
  const given = key === 'stage' || writableFields(entity).some((field) => field.key === key);
  return update !== 'none' && given && !readonly.includes(key);
}

/** The fields that say what is to be done next and when, as far as a person may write them; undefined where there is none. */
export function nextStepFields(entity: Entity, role: Role): Partial<Record<'step' | 'day', Field>> | undefined {
  const at = (key: string | undefined) => (key !== undefined && mayWrite(entity, role, key) ? fieldOf(entity, key) : undefined);
  const [step, day] = [at(entity.process?.nextStep), at(entity.process?.nextStepDate)];
  return (step ?? day) ? { ...(step ? { step } : {}), ...(day ? { day } : {}) } : undefined;
}

/** The stage an open record stands in; undefined for one that is closed or waits. */
export function stageOf(entity: Entity, record: RecordJson): Stage | undefined {
  const pipeline = isOpen(record.status) ? entity.process?.pipelines.find(({ key }) => key === record.pipeline) : undefined;
  return pipeline?.stages.find(({ key }) => key === record.stage);
}
