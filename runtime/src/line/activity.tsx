import { type Entity, entityOf, fieldOf, type LineEntry, type RecordJson } from '@pipewright/definition';
import { Ago, look, useText, Value } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { useApp } from '../data/app-context.ts';
import { kindFieldOf } from './kinds.ts';
import * as css from './line.module.css';

const isFilled = (value: unknown) => value !== null && value !== undefined && value !== '' && value !== false;

/** An activity on the time line: who, what kind, what was written, and whatever else is known of it. */
export function Activity({ entry }: { entry: Extract<LineEntry, { kind: 'activity' }> }) {
  const { app, key } = useApp();
  const { say } = useText();
  const entity = entityOf(app, entry.entity);
  if (!entity) return null;
  const { record, at } = entry;
  const kind = kindFieldOf(entity);
  const told = entity.form
    .flatMap((section) => section.fields)
    .filter((name) => ![entity.title, kind?.key, entity.activityOf].includes(name) && isFilled(record[name]));
  return (
    <div className={css.written}>
      <div className={css.head}>
        <span>
          <strong>{record.$names?.created_by ?? record.$names?.owner}</strong>{' '}
          {kind && isFilled(record[kind.key]) && <Shown entity={entity} name={kind.key} record={record} />}{' '}
          <span className={`${look.quiet} ${look.small}`}>
            <Ago at={at} />
          </span>
        </span>
      </div>
      <Link className={css.text ?? ''} to="/a/$app/$entity/$id" params={{ app: key, entity: entity.key, id: record.id }}>
        {String(record[entity.title] ?? say(entity.name))}
      </Link>
      {told.map((name) => (
        <div key={name} className={`${look.small} ${look.breaks}`}>
          {say(fieldOf(entity, name)?.name)}: <Shown entity={entity} name={name} record={record} />
        </div>
      ))}
    </div>
  );
}

function Shown({ entity, name, record }: { entity: Entity; name: string; record: RecordJson }) {
  const { app } = useApp();
  const field = fieldOf(entity, name);
  return field ? <Value field={field} record={record} currency={app.currency} /> : null;
}
