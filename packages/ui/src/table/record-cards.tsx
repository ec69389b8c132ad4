import { type App, type Entity, fieldOf, type RecordJson } from '@pipewright/definition';
import { Card, Checkbox, Flex } from 'antd';
import { RecordValue } from '../field/record-value.tsx';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import { AppliesMark } from './applies-mark.tsx';
import * as css from './record-cards.module.css';

/** Records as cards, for a phone: the title and the first few columns of the view. */
export function RecordCards({
  app,
  entity,
  columns,
  records,
  emptyText,
  onOpen,
  selected,
  onSelect,
  notes,
}: {
  app: App;
  entity: Entity;
  columns: readonly string[];
  records: readonly RecordJson[];
  emptyText: React.ReactNode;
  onOpen: (record: RecordJson) => void;
  selected?: readonly string[];
  onSelect?: ((ids: readonly string[]) => void) | undefined;
  /** What is said of each record under its title, by its id. */
  notes?: ReadonlyMap<string, string> | undefined;
}) {
  const { say, t } = useText();
  const chosen = selected ?? [];
  const fields = columns
    .filter((key) => key !== entity.title)
    .flatMap((key) => fieldOf(entity, key) ?? [])
    .slice(0, 5);
  if (records.length === 0) return emptyText;
  return (
    <Flex vertical gap={8} component="ul" className={look.plain}>
      {records.map((record) => (
        <li key={record.id}>
          <Card size="small" hoverable onClick={() => onOpen(record)}>
            {onSelect && (
              <Checkbox
                className={css.choose}
                checked={chosen.includes(record.id)}
                aria-label={t('list.select', { name: String(record[entity.title] ?? '') })}
                onClick={(event) => event.stopPropagation()}
                onChange={({ target }) => onSelect(target.checked ? [...chosen, record.id] : chosen.filter((id) => id !== record.id))}
              />
            )}
            <a
              href={`#${record.id}`}
              className={css.name}
              onClick={(event) => {
                event.preventDefault();
                event.stopPropagation();
                onOpen(record);
              }}
            >
              <AppliesMark entity={entity} record={record} />
              {String(record[entity.title] ?? '–')}
            </a>
            {notes && <div className={look.quiet}>{notes.get(record.id) ?? '\u00a0'}</div>}
            {fields.map((field) => (
              <Flex key={field.key} gap={8} className={css.field}>
                <span>{say(field.name)}</span>
                <span className={look.breaks}>
                  <RecordValue entity={entity} field={field} record={record} currency={app.currency} />
                </span>
              </Flex>
            ))}
          </Card>
        </li>
      ))}
    </Flex>
  );
}
