import { type ApprovalDetail, type Entity, type Field, fieldOf, type RecordJson } from '@pipewright/definition';
import { look, RecordValue, useText, Value } from '@pipewright/ui';
import { useApp } from '../data/app-context.ts';
import * as css from './approvals.module.css';

/** Values of a record with the names of what they refer to. */
export type BoundValues = ApprovalDetail['values'];

const recordOf = (values: BoundValues): RecordJson => ({ id: '', version: 0, ...values }) as RecordJson;
const isEmpty = (value: unknown) => value === null || value === undefined || value === '';

/**
 * What a decision is bound to, as it is now, with what it was where it is otherwise.
 * @param before what was otherwise, as it was
 */
export function ApprovalValues({
  entity,
  fields,
  values,
  before,
}: {
  entity: Entity;
  fields: readonly string[];
  values: BoundValues;
  before: BoundValues;
}) {
  const { app } = useApp();
  const { t, say, language } = useText();
  const known = fields.flatMap((key) => fieldOf(entity, key) ?? []);
  const [shown, empty] = [true, false].map((full) =>
    known.filter(({ key }) => full === (Object.hasOwn(before, key) || !isEmpty(values[key]))),
  ) as [Field[], Field[]];
  const record = recordOf(values);
  return (
    <section aria-label={t('approval.bound')}>
      <h3 className={look.subtitle}>{t('approval.bound')}</h3>
      {known.length === 0 && <p className={look.quiet}>{t('approval.boundNone')}</p>}
      <dl className={css.values}>
        {shown.map((field: Field) => {
          const changed = Object.hasOwn(before, field.key);
          return (
            <div key={field.key} data-field={field.key} className={changed ? css.changed : undefined}>
              <dt>
                {say(field.name)}
                {changed && <span className={css.mark}>{t('approval.changedField')}</span>}
              </dt>
              <dd>
                {changed && (
                  <>
                    <del>
                      <Value field={field} record={recordOf(before)} currency={app.currency} />
                    </del>
                    {' → '}
                  </>
                )}
                <RecordValue entity={entity} field={field} record={record} currency={app.currency} />
              </dd>
            </div>
          );
        })}
      </dl>
      {empty.length > 0 && (
        <p className={`${look.quiet} ${look.small}`}>
          {t('approval.empty', {
            fields: new Intl.ListFormat(language, { type: 'conjunction' }).format(empty.map(({ name }) => say(name))),
          })}
        </p>
      )}
    </section>
  );
}

/** Those of these values that are otherwise than they were, as they were. */
export function differing(fields: readonly string[], was: BoundValues, is: BoundValues): BoundValues {
  const same = (key: string) => JSON.stringify(was[key] ?? null) === JSON.stringify(is[key] ?? null);
  const found = fields.filter((key) => !same(key)).map((key) => [key, was[key] ?? null]);
  return found.length > 0 ? { ...Object.fromEntries(found), $names: was.$names } : {};
}
