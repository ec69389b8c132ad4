import type { App, Entity } from '@pipewright/definition';

/** Where the activities are that follow a record of an entity up; undefined where there are none. */
export function activityOf(app: App, entity: Entity): { readonly table: string; readonly by: string } | undefined {
  const kinds = app.entities.filter(
    ({ retired, activityOf: by, fields }) => !retired && fields.some((field) => field.key === by && field.target === entity.key),
  );
  const [first] = kinds;
  return first?.activityOf === undefined ? undefined : { table: first.key, by: first.activityOf };
}
