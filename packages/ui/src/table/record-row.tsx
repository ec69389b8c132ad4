import { type App, type Entity, type Field, hasTrait, type RecordJson } from '@pipewright/definition';
import { memo } from 'react';
import { RecordValue } from '../field/record-value.tsx';
import { useText } from '../text/language.ts';
import { AppliesMark } from './applies-mark.tsx';

/** A record as a row of a table; what clicks on it mean is the table's business, so that a row is drawn anew only when it changes. */
export const RecordRow = memo(function RecordRow({
  app,
  entity,
  fields,
  record,
  current,
  chosen,
  note,
}: {
  app: App;
  entity: Entity;
  fields: readonly Field[];
  record: RecordJson;
  current: boolean;
  /** Undefined where rows cannot be chosen. */
  chosen: boolean | undefined;
  /** What is said of the record under what its row begins with; takes its room where it is empty. */
  note?: string | undefined;
}) {
  const { t } = useText();
  const title = String(record[entity.title] ?? '');
  return (
    <tr data-row-key={record.id} className={`${current ? 'pw-cursor' : ''} ${chosen ? 'pw-chosen' : ''}`}>
      {chosen !== undefined && (
        <td className="pw-check">
          <input type="checkbox" checked={chosen} aria-label={t('list.select', { name: title })} onChange={() => undefined} />
        </td>
      )}
      {fields.map((field, i) => (
        <td key={field.key} className={i === 0 ? 'pw-first' : hasTrait(field, 'numeric') ? 'pw-number' : undefined}>
          {field.key === entity.title ? (
            <a href={`#${record.id}`} data-open="">
              <AppliesMark entity={entity} record={record} />
              <RecordValue entity={entity} field={field} record={record} currency={app.currency} />
            </a>
          ) : (
            <RecordValue entity={entity} field={field} record={record} currency={app.currency} />
          )}
          {i === 0 && note !== undefined && <small className="pw-note">{note || '\u00a0'}</small>}
        </td>
      ))}
    </tr>
  );
});
