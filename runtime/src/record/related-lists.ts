import { type App, type Entity, type Field, fieldOf, type RecordJson, targetOf } from '@pipewright/definition';
import type { Rule } from '@pipewright/logic';

/** A list of records that have to do with one: those that refer to it, or `through` one of its references those that refer to the same. */
export interface RelatedList {
  readonly other: Entity;
  /** The reference field of the other entity. */
  readonly field: Field;
  readonly through?: Field;
  /** True where the other entity has several such fields, so that each has to be told. */
  readonly several: boolean;
  readonly filter: Rule;
}

const live = <T extends { readonly retired?: true | undefined }>(parts: readonly T[]) => parts.filter(({ retired }) => !retired);

/**
 * The lists of what has to do with a record, as far as the app of a person knows: first what refers to it, then what refers to what it refers to
 * itself, as the other opportunities and the contacts of its customer. Of each entity the first way there is taken, for a second one shows little more.
 */
export function relatedLists(app: App, entity: Entity, record: RecordJson): RelatedList[] {
  const direct = referrers(app, entity).map(({ other, field, several }) => ({ other, field, several, filter: is(field, record.id) }));
  const found = new Set<string>();
  const through = live(entity.fields).flatMap((reference): RelatedList[] => {
    const target = targetOf(app, reference);
    const id = record[reference.key];
    if (!target || target.retired || typeof id !== 'string') return [];
    return referrers(app, target).flatMap(({ other, field }) => {
      if (found.has(other.key)) return [];
      found.add(other.key);
      const others = other.key === entity.key ? { and: [is(field, id), { '!=': [{ var: 'id' }, record.id] }] } : is(field, id);
      return [{ other, field, through: reference, several: false, filter: others }];
    });
  });
  return [...direct, ...through];
}

const is = ({ key }: Field, id: string): Rule => ({ '==': [{ var: key }, id] });

/** The fields that refer to an entity, in the entities that are in use; activities stand on the time line instead. */
function referrers(app: App, entity: Entity) {
  return live(app.entities).flatMap((other) => {
    const fields = live(other.fields).filter((field) => field.key !== other.activityOf && targetOf(app, field)?.key === entity.key);
    return fields.map((field) => ({ other, field, several: fields.length > 1 }));
  });
}

const MOST = 6;

/** The columns of such a list: what the records are called, how they stand, and those of the first view. */
export function relatedColumns({ other, field }: Pick<RelatedList, 'other' | 'field'>): string[] {
  const standing = other.process ? ['status', 'stage'] : [];
  const viewed = (other.views[0]?.columns ?? []).filter((name) => name !== field.key);
  return [...new Set([other.title, ...standing, ...viewed])].filter((name) => fieldOf(other, name)).slice(0, MOST);
}
