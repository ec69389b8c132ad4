import { type ConversionTarget, type Entity, type Fault, type Field, fieldOf } from '@pipewright/definition';
import type { Facts, Value } from '@pipewright/logic';
import { formGround, mayBeShown, prepare } from '@pipewright/process';
import { FieldInput, look, useStandingFaults, useText } from '@pipewright/ui';
import { Alert, Radio } from 'antd';
import { useMemo } from 'react';
import { AskFields } from '../../act/ask-fields.tsx';
import { useApp, useSurroundings } from '../../data/app-context.ts';
import { grantFor } from '../../data/reach.ts';
import { Shelf } from '../../data/shelf.tsx';
import { shortForm } from '../make/short-form.ts';
import { type Choice, type Choices, fittingMatches, type OfferedTarget } from './choices.ts';
import * as css from './convert.module.css';

const NEW = 'new';
const OTHER = 'other';

/** What the inputs of a result are called by. */
export const placeOf = (key: string) => `convert_${key}`;

/** What a result is asked for: the fields of its short form that the conversion does not fill in itself, those with a fault among them. */
export function useAskedFields(entity: Entity, target: ConversionTarget, values: Facts, faults: readonly Fault[]): readonly Field[] {
  const inApp = useApp();
  const surroundings = useSurroundings();
  const prepared = useMemo(() => prepare(inApp.app, entity), [inApp.app, entity]);
  const own = [...Object.keys(target.links ?? {}), ...(target.source === undefined ? [] : [target.source])];
  const faulty = faults.map(({ path }) => path).filter((path) => !own.includes(path));
  const wanted = [...Object.keys(target.values).filter((key) => key !== 'owner'), ...faulty];
  const [section] = shortForm(entity, [...grantFor(inApp, entity.key).readonly, ...own], wanted).form;
  const { facts } = formGround(prepared, { values, before: null, surroundings, factsOf: () => undefined });
  return (section?.fields ?? []).flatMap((key) => {
    const field = fieldOf(entity, key);
    return field && (faulty.includes(key) || mayBeShown(prepared, field, facts)) ? [field] : [];
  });
}

/** One result of a conversion: which of those that are there it is, or what a new one is made of. */
export function ConvertPart({
  entity,
  source,
  target,
  offered,
  choices,
  faults,
  onChange,
}: {
  entity: Entity;
  /** The entity whose record is converted. */
  source: Entity;
  target: ConversionTarget;
  offered: OfferedTarget;
  choices: Choices;
  /** What is wrong with it, at its fields and as a whole. */
  faults: readonly Fault[];
  onChange: (change: Partial<Choice>) => void;
}) {
  const inApp = useApp();
  const surroundings = useSurroundings();
  const { t, say, mid, language } = useText();
  const choice = choices[target.key] as Choice;
  const prepared = useMemo(() => prepare(inApp.app, entity), [inApp.app, entity]);
  const standing = useStandingFaults(faults, choice.values as Facts);
  const fields = useAskedFields(entity, target, choice.values, standing);
  const matches = fittingMatches(target, offered, choices);
  const isNew = choice.use === undefined && !choice.other;
  const listed = new Intl.ListFormat(language);
  const names = (keys: readonly string[]) => listed.format(keys.flatMap((key) => say(fieldOf(entity, key)?.name) ?? []));
  const { defaults } = formGround(prepared, { values: choice.values, before: null, surroundings, factsOf: () => undefined });
  const record = { id: '', version: 0, ...defaults };
  const elsewhere = standing.filter(({ path }) => !isNew || !fields.some(({ key }) => key === path));
  const needed = new Set(entity.fields.flatMap(({ key, required }) => (required || key === entity.title ? [key] : [])));
  const keep = fieldOf(source, target.keep);
  const [linkField, linkKey] = Object.entries(target.links ?? {})[0] ?? [];
  const linked = linkKey === undefined ? undefined : choices[linkKey]?.use;
  const mayPick = target.match !== undefined && keep !== undefined && (linkKey === undefined || linked !== undefined);
  const options = [
    ...(offered.create ? [{ value: NEW, label: t('convert.new', { entity: mid(entity.name) }) }] : []),
    ...matches.map(({ id, title, by }) => ({
      value: id,
      label: (
        <>
          {title} <span className={look.quiet}>{t('convert.same', { fields: names(by) })}</span>
        </>
      ),
    })),
    ...(mayPick ? [{ value: OTHER, label: t('convert.other', { entity: mid(entity.name) }) }] : []),
  ];
  const choose = (value: string) =>
    onChange(
      value === NEW ? { use: undefined, other: false } : value === OTHER ? { use: undefined, other: true } : { use: value, other: false },
    );
  return (
    <fieldset className={css.part}>
      <legend className={css.title}>{say(entity.name)}</legend>
      {offered.hidden.map(({ owner, by }) => (
        <Alert
          key={`${owner} ${by.join()}`}
          type="warning"
          showIcon
          className={look.note}
          title={
            owner
              ? t('convert.hidden', { entity: mid(entity.name), fields: names(by), person: owner })
              : t('convert.hiddenNobody', { entity: mid(entity.name), fields: names(by) })
          }
        />
      ))}
      {elsewhere.length > 0 && (
        <Alert type="error" role="alert" className={look.note} title={elsewhere.map(({ message }) => <div key={message}>{message}</div>)} />
      )}
      {options.length > 1 && (
        <Radio.Group
          className={css.choices ?? ''}
          aria-label={say(entity.name)}
          value={choice.other ? OTHER : (choice.use ?? NEW)}
          onChange={(event) => choose(String(event.target.value))}
          options={options}
        />
      )}
      {choice.other && keep && (
        <FieldInput
          id={`${placeOf(target.key)}_use`}
          field={keep}
          currency={inApp.app.currency}
          value={choice.use ?? null}
          required
          within={linkField !== undefined && linked !== undefined ? { by: linkField, id: linked } : undefined}
          onChange={(value) => onChange({ use: typeof value === 'string' ? value : undefined })}
        />
      )}
      {isNew && offered.create && (
        <Shelf entity={entity}>
          <AskFields
            {...{ entity, record, fields, needed, faults: standing, place: placeOf(target.key) }}
            values={choice.values as Readonly<Record<string, Value>>}
            onChange={(field, value: Value) => onChange({ values: { ...choice.values, [field]: value } })}
          />
        </Shelf>
      )}
    </fieldset>
  );
}
