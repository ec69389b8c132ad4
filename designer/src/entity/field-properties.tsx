import {
  type Entity,
  type Field,
  type FieldPatch,
  fieldSettings,
  retireField,
  ruleFields,
  type Setting,
  takes,
  updateField,
} from '@pipewright/definition';
import { ConditionBuilder, look, useDesignText } from '@pipewright/ui';
import { Button, Checkbox, Collapse, Flex, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { LabelInput } from '../kit/label-input.tsx';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';
import { useRemoval } from '../uses/use-removal.tsx';
import { ByRuleProperty } from './by-rule-property.tsx';
import { DefaultProperty } from './default-property.tsx';
import { FileKinds } from './file-kinds.tsx';
import { OptionsEditor } from './options-editor.tsx';
import { WithinProperty } from './within-property.tsx';

interface Props {
  readonly draft: Draft;
  readonly entity: Entity;
  readonly field: Field;
  readonly isPublished: boolean;
  /** True where its entity is published, so that there may be records. */
  readonly stored: boolean;
  readonly onGone: () => void;
}

const CURRENCIES = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP', 'SGD'];

/** The properties of a field, those that its kind has. */
export function FieldProperties({ draft, entity, field, isPublished, stored, onGone }: Props) {
  const { t, say } = useDesignText();
  const { ask, dialog } = useRemoval(draft);
  const path = `entities.${entity.key}.fields.${field.key}`;
  const set = (patch: FieldPatch) => draft.set(updateField(draft.app, entity.key, field.key, patch));
  const check = (key: 'required' | 'unique' | 'searchable') => (
    <Checkbox checked={field[key] === true} onChange={(event) => set({ [key]: event.target.checked || undefined })}>
      {t(`design.${key}`)}
    </Checkbox>
  );
  const number = (key: 'min' | 'max' | 'maxLength' | 'scale' | 'maxFiles' | 'maxMegabytes') => (
    <Property key={key} label={t(`design.${key}`)} htmlFor={`field_${key}`}>
      <InputNumber
        id={`field_${key}`}
        className={look.wide}
        value={field[key] ?? null}
        onChange={(value) => set({ [key]: value ?? undefined })}
      />
    </Property>
  );
  const SETTINGS: Partial<Record<Setting, () => ReactNode>> = {
    default: () =>
      field.byRule ? null : (
        <DefaultProperty
          key={`default ${field.key}`}
          field={field}
          currency={draft.app.currency}
          onChange={(value) => set({ default: value })}
        />
      ),
    options: () => (
      <OptionsEditor
        key="options"
        options={field.options ?? []}
        isPublished={() => isPublished}
        taken={draft.taken(`${path}.options`)}
        onChange={(options) => set({ options })}
        onRemove={(option, options) =>
          ask({
            path: `${path}.options.${option.key}`,
            name: say(option.name),
            remove: (app) => updateField(app, entity.key, field.key, { options }),
          })
        }
      />
    ),
    byRule: () => <ByRuleProperty key="byRule" {...{ draft, entity, field, stored }} onChange={set} />,
    target: () => (
      <Property key="target" label={t('design.target')} htmlFor="field_target">
        <Select
          id="field_target"
          className={look.wide}
          disabled={isPublished}
          value={field.target ?? null}
          options={draft.app.entities.filter((each) => !each.retired).map((each) => ({ value: each.key, label: say(each.name) }))}
          onChange={(target) => set({ target })}
        />
      </Property>
    ),
    within: () => <WithinProperty key="within" {...{ draft, entity, field }} onChange={(within) => set({ within })} />,
    currency: () => (
      <Property key="currency" label={t('design.currency')} htmlFor="field_currency">
        <Select
          id="field_currency"
          className={look.wide}
          value={field.currency ?? draft.app.currency}
          options={CURRENCIES.map((value) => ({ value, label: value }))}
          onChange={(currency) => set({ currency })}
        />
      </Property>
    ),
    format: () => (
      <Property key="format" label={t('design.format')} htmlFor="field_format" help={t('design.formatHelp')}>
        <Input id="field_format" value={field.format ?? ''} onChange={(event) => set({ format: event.target.value || undefined })} />
      </Property>
    ),
    min: () => number('min'),
    max: () => number('max'),
    maxLength: () => number('maxLength'),
    scale: () => number('scale'),
    maxFiles: () => number('maxFiles'),
    maxMegabytes: () => number('maxMegabytes'),
    accepts: () => <FileKinds key="accepts" accepts={field.accepts} onChange={(accepts) => set({ accepts })} />,
  };
  const settings: readonly Setting[] = fieldSettings[field.type];
  return (
    <>
      <Property label={t('design.name')} htmlFor="prop_name">
        <LabelInput id="prop_name" value={field.name} onChange={(name) => set({ name })} />
      </Property>
      <Property label={t('design.type')}>{t(`type.${field.type}`)}</Property>
      <Flex vertical gap={4} className={look.note}>
        {check('required')}
        {takes(field, 'unique') && check('unique')}
        {takes(field, 'searchable') && check('searchable')}
        {takes(field, 'kept') && (
          <Checkbox
            checked={field.kept === true}
            // What only conversions write cannot be asked of people.
            onChange={(event) => set(event.target.checked ? { kept: true, required: undefined } : { kept: undefined })}
          >
            {t('design.kept')}
          </Checkbox>
        )}
      </Flex>
      {settings.map((key) => SETTINGS[key]?.())}
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'showIf',
            label: t('design.showIf'),
            children: (
              <ConditionBuilder
                key={field.key}
                fields={ruleFields(draft.app, entity).filter((each) => each.key !== field.key)}
                rule={field.showIf}
                currency={draft.app.currency}
                onChange={(showIf) => set({ showIf })}
              />
            ),
          },
        ]}
      />
      {field.key !== entity.title && (
        <Button
          danger
          onClick={() =>
            ask({
              path,
              name: say(field.name),
              lead: t('design.retireLead'),
              remove: (app) => retireField(app, entity.key, field.key),
              always: true,
              onDone: onGone,
            })
          }
        >
          {t('design.retireField')}
        </Button>
      )}
      {dialog}
    </>
  );
}
