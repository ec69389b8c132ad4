import {
  type App,
  type Entity,
  type Field,
  hasTrait,
  type Label,
  type LedgerEntry,
  type LineEntry,
  type RecordJson,
} from '@pipewright/definition';
import { Timeline } from 'antd';
import type { ReactNode } from 'react';
import { Value } from '../field/value.tsx';
import * as look from '../frame/look.module.css';
import { Ago } from '../shell/ago.tsx';
import { useText } from '../text/language.ts';
import { actorInWords, causeInWords, deedInWords, fieldsTold, fieldThen, filesInWords } from './entry-words.ts';

const COLORS: Readonly<Record<LedgerEntry['kind'], string>> = {
  create: 'green',
  import: 'green',
  move: 'blue',
  update: 'gray',
  delete: 'red',
  restore: 'green',
  share: 'gray',
};

/** A comment or an activity on a time line. */
export type Written = Exclude<LineEntry, { readonly entry: LedgerEntry }>;

/**
 * What happened to a record, newest first: who did what, why and when, and each value before and after in the names of that time. What people wrote
 * there is drawn by whoever knows what can be done with it.
 */
export function RecordTimeline({
  app,
  entity,
  entries,
  formerStages,
  written,
}: {
  app: App;
  entity: Entity;
  entries: readonly LineEntry[];
  formerStages: Readonly<Record<string, Label>>;
  written: (entry: Written) => ReactNode;
}) {
  return (
    <Timeline
      items={entries.map((each) => ({
        key: `${each.kind} ${each.id}`,
        color: 'entry' in each ? COLORS[each.entry.kind] : 'blue',
        content: 'entry' in each ? <Story {...{ app, entity, formerStages }} entry={each.entry} /> : written(each),
      }))}
    />
  );
}

function Story({
  app,
  entity,
  entry,
  formerStages,
}: {
  app: App;
  entity: Entity;
  entry: LedgerEntry;
  formerStages: Readonly<Record<string, Label>>;
}) {
  const text = useText();
  const { t, say } = text;
  const gone: Label = { en: t('timeline.gone'), 'zh-CN': t('timeline.gone') };
  const side = (field: Field, values: LedgerEntry['before']): ReactNode => {
    const name = entry.names[String(values[field.key])];
    const record: RecordJson = { id: '', version: 0, ...values, $names: name ? { [field.key]: name } : {} };
    return <Value field={field} record={record} currency={app.currency} />;
  };
  return (
    <div>
      <div>
        <strong>{actorInWords(entry, text)}</strong> {deedInWords(entry, t)}
      </div>
      <div className={`${look.quiet} ${look.small}`}>
        {causeInWords(entry, t)} · <Ago at={entry.at} />
      </div>
      {fieldsTold(entity, entry).map((each) => {
        if (hasTrait(each, 'files'))
          return (
            <div key={each.key} className={`${look.small} ${look.breaks}`}>
              {say(each.name)}: {filesInWords(each, entry, t)}
            </div>
          );
        const field = fieldThen(each, entry, formerStages, gone);
        return (
          <Told
            key={field.key}
            field={field}
            empty={isEmpty(entry.before[field.key])}
            before={side(field, entry.before)}
            after={side(field, entry.after)}
          />
        );
      })}
    </div>
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
