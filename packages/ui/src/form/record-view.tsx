import { type App, type Entity, type Field, fieldOf, hasTrait, type RecordJson, writableFields } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { factsFor, farFacts, mayBeShown, prepare, ruledIn } from '@pipewright/process';
import { useMemo } from 'react';
import { useText } from '../text/language.ts';
import { ruleNote } from './by-rule.ts';
import { CellInput } from './cell-input.tsx';
import { factsOfRecord, useFarFacts } from './far-facts.ts';
import type { InPlace } from './in-place.ts';
import { judge } from './judge.ts';
import { narrowingOf } from './lookup.ts';
import { RecordCell } from './record-cell.tsx';
import * as css from './record-view.module.css';

const NOTHING: readonly string[] = [];

/** A record to read, laid out like its form; a value that is chosen can be typed in where it stands. */
export function RecordView({
  app,
  entity,
  record,
  surroundings,
  readonlyFields = NOTHING,
  inPlace,
  onEdit,
}: {
  app: App;
  entity: Entity;
  record: RecordJson;
  surroundings: Facts;
  /** Fields this person may read but not change. */
  readonlyFields?: readonly string[];
  /** The value under edit, where there is one. */
  inPlace?: InPlace | undefined;
  /** Called with the value that is to be edited; left out where nothing can be. */
  onEdit?: ((field: string) => void) | undefined;
}) {
  const { say, language, t } = useText();
  const prepared = useMemo(() => prepare(app, entity), [app, entity]);
  const own = record as Facts;
  const facts = factsFor(own, farFacts(prepared.far, own, factsOfRecord(own)), surroundings);
  const factsOf = useFarFacts(app, prepared, inPlace?.values ?? own, own);
  const ruled = ruledIn(prepared.ruled, facts);
  const sections = entity.form
    .map((section) => ({
      ...section,
      shown: section.fields.flatMap((key) => fieldOf(entity, key) ?? []).filter((field) => mayBeShown(prepared, field, facts)),
    }))
    .filter(({ shown }) => shown.length > 0);
  const writable = new Set(writableFields(entity).flatMap(({ key }) => (readonlyFields.includes(key) ? [] : [key])));
  const order = sections.flatMap(({ shown }) => shown.flatMap(({ key }) => (writable.has(key) ? [key] : [])));
  const input = (field: Field) => {
    if (inPlace?.field !== field.key) return null;
    const at = order.indexOf(field.key);
    return (
      <CellInput
        entity={entity}
        field={field}
        record={own}
        currency={app.currency}
        today={String(surroundings.today)}
        inPlace={inPlace}
        within={narrowingOf(app, entity, field, { ...own, ...inPlace.values })}
        neighbours={{ before: order[at - 1], after: order[at + 1] }}
        judge={(values) => judge(prepared, { values, before: own, surroundings, factsOf }, app.currency, language)}
      />
    );
  };
  return sections.map((section) => (
    <section key={section.key} className={css.section} aria-label={say(section.name)}>
      <h2>{say(section.name)}</h2>
      <div className={css.fields}>
        {section.shown.map((field) => (
          <RecordCell
            key={field.key}
            entity={entity}
            field={field}
            record={record}
            currency={app.currency}
            wide={hasTrait(field, 'wide')}
            input={input(field)}
            note={ruleNote(field, own, ruled, { t, say })}
            onEdit={onEdit && writable.has(field.key) ? () => onEdit(field.key) : undefined}
          />
        ))}
      </div>
    </section>
  ));
}
