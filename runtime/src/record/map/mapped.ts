import { type App, type Entity, type PeopleMap, type RecordJson, targetOf } from '@pipewright/definition';

/** A map that has to do with a record: of which entity, and on which record of another it stands. */
export interface Mapped {
  readonly entity: Entity;
  readonly map: PeopleMap;
  /** The entity and the record whose people are drawn. */
  readonly of: Entity;
  readonly id: string;
}

/** The maps that stand on a record, its own or those of what it refers to, as a deal shows the people of its customer; each once. */
export function mapsOf(app: App, entity: Entity, record: RecordJson): Mapped[] {
  const places = [
    { of: entity, id: record.id },
    ...entity.fields.flatMap((field) => {
      const [of, id] = [field.retired ? undefined : targetOf(app, field), record[field.key]];
      return of && typeof id === 'string' ? [{ of, id }] : [];
    }),
  ];
  return app.entities.flatMap((each): Mapped[] => {
    const { map } = each;
    const whose =
      map &&
      targetOf(
        app,
        each.fields.find(({ key }) => key === map.within),
      );
    // Somebody who stands on a map is not a map: the record of that person leads to whose it is.
    const place = whose && places.find(({ of }) => of.key === whose.key);
    return map && place && !each.retired ? [{ entity: each, map, ...place }] : [];
  });
}
