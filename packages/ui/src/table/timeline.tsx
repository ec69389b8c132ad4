import type { App, Entity, Field, Label, LedgerEntry, RecordJson } from '@pipewright/definition';
import { Timeline, Tooltip } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { Value } from '../field/value.tsx';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import { actorInWords, causeInWords, deedInWords, fieldsTold, fieldThen } from './entry-words.ts';

const COLORS: Readonly<Record<LedgerEntry['kind'], string>> = {
  create: 'green',
  import: 'green',
  move: 'blue',
  update: 'gray',
  delete: 'red',
  restore: 'green',
  share: 'gray',
};

/** What happened to a record, newest first: who did what, why and when, and each value before and after in the names of that time. */
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
  const { t } = useText();
  const gone: Label = { en: t('timeline.gone'), 'zh-CN': t('timeline.gone') };
  const side = (field: Field, entry: LedgerEntry, values: LedgerEntry['before']): ReactNode => {
    const name = entry.names[String(values[field.key])];
    const record: RecordJson = { id: '', version: 0, ...values, $names: name ? { [field.key]: name } : {} };
    return <Value field={field} record={record} currency={app.currency} />;
  };
  return (
    <Timeline
      items={entries.map((entry) => ({
        key: entry.id,
        color: COLORS[entry.kind],
        content: (
          <div>
            <div>
              <strong>{actorInWords(entry, t)}</strong> {deedInWords(entry, t)}
            </div>
            <div className={`${look.quiet} ${look.small}`}>
              {causeInWords(entry, t)} ·{' '}
              <Tooltip title={dayjs(entry.at).format('YYYY-MM-DD HH:mm:ss')}>
                <time dateTime={entry.at}>{dayjs(entry.at).fromNow()}</time>
              </Tooltip>
            </div>
            {fieldsTold(entity, entry).map((each) => {
              const field = fieldThen(each, entry, formerStages, gone);
              return (
                <Told
                  key={field.key}
                  field={field}
                  empty={isEmpty(entry.before[field.key])}
                  before={side(field, entry, entry.before)}
                  after={side(field, entry, entry.after)}
                />
              );
            })}
          </div>
        ),
      }))}
    />
  );
}

const isEmpty = (value: unknown) => value === null || value === undefined;

function Told({ field, empty, before, after }: { field: Field; empty: boolean; before: ReactNode; after: ReactNode }) {
  const { say } = useText();
  return (
    <div className={`${look.small} ${look.breaks}`}>
      {say(field.name)}: {empty ? null : <>{before} → </>}
      {after}
    </div>
  );
}
