import { type App, type Entity, fieldOf, type Label, type LedgerEntry, type RecordJson } from '@pipewright/definition';
import { Timeline, Tooltip, theme } from 'antd';
import dayjs from 'dayjs';
import { Value } from '../shell/value.tsx';
import { useText } from '../text/language.ts';

const QUIET = new Set(['probability', 'department', 'pipeline']);

/** What happened to a record, newest first: who, when, and each value before and after. */
export function RecordTimeline({
  app,
  entity,
  entries,
  formerStages,
}: {
  app: App;
  entity: Entity;
  entries: readonly LedgerEntry[];
  formerStages: Readonly<Record<string, Label>>;
}) {
  const { t, say } = useText();
  const { token } = theme.useToken();
  return (
    <Timeline
      items={entries.map((entry) => {
        const keys = [...new Set([...Object.keys(entry.before), ...Object.keys(entry.after)])].filter((key) => !QUIET.has(key));
        const made = entry.kind === 'create' || entry.kind === 'import';
        const shown = made ? [] : keys.flatMap((key) => fieldOf(entity, key) ?? []);
        const side = (values: LedgerEntry['before'], key: string) => {
          const field = fieldOf(entity, key);
          const name = entry.names[String(values[key])];
          const named = name ? { [key]: name } : {};
          const record = { id: '', version: 0, ...values, $names: named } as RecordJson;
          if (key === 'stage' && !field?.options?.some((option) => option.key === values.stage))
            return say(formerStages[String(values.stage)]) || '–';
          return field ? <Value field={field} record={record} currency={app.currency} /> : null;
        };
        return {
          key: entry.id,
          color: { create: 'green', import: 'green', move: 'blue', update: 'gray', delete: 'red', restore: 'green' }[entry.kind],
          content: (
            <div>
              <div>
                <strong>{(entry.actor.kind === 'person' && entry.names[entry.actor.id]) || t('timeline.system')}</strong>{' '}
                {t(`timeline.${entry.kind}`)}
              </div>
              <Tooltip title={dayjs(entry.at).format('YYYY-MM-DD HH:mm:ss')}>
                <time dateTime={entry.at} style={{ color: token.colorTextDescription, fontSize: 13 }}>
                  {dayjs(entry.at).fromNow()}
                </time>
              </Tooltip>
              {shown.map((field) => (
                <div key={field.key} style={{ fontSize: 13, overflowWrap: 'anywhere' }}>
                  {say(field.name)}: {side(entry.before, field.key)} → {side(entry.after, field.key)}
                </div>
              ))}
            </div>
          ),
        };
      })}
    />
  );
}
