import { type Entity, type Field, withinOf } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Select } from 'antd';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';

/** By which other reference of the same record a reference is narrowed; only those are offered that have something in common with it. */
export function WithinProperty({
  draft,
  entity,
  field,
  onChange,
}: {
  draft: Draft;
  entity: Entity;
  field: Field;
  onChange: (within: string | undefined) => void;
}) {
  const { t, say } = useDesignText();
  const fits = entity.fields.filter(({ key, retired }) => !retired && withinOf(draft.app, entity, { ...field, within: key } as Field));
  if (fits.length === 0 && !field.within) return null;
  return (
    <Property label={t('design.within')} htmlFor="field_within" help={t('design.withinHelp')}>
      <Select
        id="field_within"
        className={look.wide}
        allowClear
        value={field.within ?? null}
        options={fits.map((each) => ({ value: each.key, label: say(each.name) }))}
        onChange={(key: string | null) => onChange(key ?? undefined)}
      />
    </Property>
  );
}
